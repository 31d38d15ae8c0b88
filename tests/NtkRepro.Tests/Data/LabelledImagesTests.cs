using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

public sealed class LabelledImagesTests : IDisposable
{
    private const double Mean = 0.25;
    private const double Deviation = 0.5;

    // Five images of 2 × 3 pixels and 2 channels.
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 60).Select(i => (byte)(4 * i))];
    private static readonly long[] Labels = [3, 1, 4, 1, 0];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_are_normalised_and_channels_come_second()
    {
        using var scope = NewDisposeScope();
        using var images = Load();

        Assert.Equal(5, images.Count);
        Assert.Equal(5, images.Classes);
        Assert.Equal(Labels, images.Labels.data<long>().ToArray());
        Near.Equal(Expected(0, 1, 2, 3, 4), [5, 2, 2, 3], images.Images, ScalarType.Float32, 1e-6);
    }

    [Fact]
    public void Channels_are_innermost_in_memory_and_stay_so()
    {
        using var scope = NewDisposeScope();
        using var images = Load();

        Assert.Equal([12, 1, 6, 2], images.Images.stride());
        Assert.Equal([12, 1, 6, 2], images.Select(tensor(new long[] { 4, 0 }, [2])).Images.stride());
        Assert.Equal([12, 1, 6, 2], images.Take(2).Images.stride());
    }

    [Fact]
    public void Select_gathers_images_with_their_labels()
    {
        using var scope = NewDisposeScope();
        using var images = Load();

        var selected = images.Select(tensor(new long[] { 4, 0, 2, 4 }, [4]));

        Assert.Equal([0, 3, 4, 0], selected.Labels.data<long>().ToArray());
        Assert.Equal(5, selected.Classes);
        Near.Equal(Expected(4, 0, 2, 4), [4, 2, 2, 3], selected.Images, ScalarType.Float32, 1e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void Take_gives_the_first_images_or_all_there_are(int asked, int given)
    {
        using var scope = NewDisposeScope();
        using var images = Load();

        var taken = images.Take(asked);

        Assert.Equal(given, taken.Count);
        Near.Equal(Expected([.. Enumerable.Range(0, given)]), [given, 2, 2, 3], taken.Images, ScalarType.Float32, 1e-6);
    }

    [Theory]
    [InlineData(1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(2, new[] { 2, 2, 1 })]
    [InlineData(5, new[] { 5 })]
    [InlineData(7, new[] { 5 })]
    public void Chunks_cover_all_images_in_order(int size, int[] counts)
    {
        using var scope = NewDisposeScope();
        using var images = Load();

        var chunks = images.Chunks(size).ToList();

        Assert.Equal(counts, chunks.Select(c => c.Count));
        Assert.Equal(Labels, chunks.SelectMany(c => c.Labels.data<long>().ToArray()));
        Assert.Equal(Near.Values(images.Images), chunks.SelectMany(c => Near.Values(c.Images)));
    }

    private LabelledImages Load()
    {
        var path = folder.File("images.safetensors");
        LabelledImages.Save(path, Pixels, Labels, 2, 3, Mean, Deviation, 5);
        return LabelledImages.Load(path);
    }

    // Pixels lie as [image, row, column, channel]; networks take [image, channel, row, column].
    private static double[] Expected(params int[] images) =>
        [
            .. from image in images
            from channel in Enumerable.Range(0, 2)
            from place in Enumerable.Range(0, 6)
            select ((Pixels[(image * 12) + (place * 2) + channel] / 255.0) - Mean) / Deviation,
        ];
}
