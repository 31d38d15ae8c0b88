using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

public sealed class AugmentationTests : IDisposable
{
    // One image of 2 × 3 pixels and 2 channels; the values of channel 1 are negative.
    private static readonly float[] Image = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6];

    private static readonly (int Height, int Width) Size = (2, 3);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_variation_images_are_as_selected()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 9);

        var images = Augmentation.Images(data, [7, 0, 7, 3], new AugmentationParameters(), 5, 2);

        var selected = data.Select(tensor(new long[] { 7, 0, 7, 3 }, [4])).Images;
        Assert.Equal(selected.shape, images.shape);
        Assert.Equal(selected.stride(), images.stride());
        Assert.Equal(Near.Values(selected), Near.Values(images));
    }

    [Theory]
    [InlineData(0, 0, false, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(1, 0, false, new float[] { 0, 0, 0, 1, 2, 3 })]
    [InlineData(-1, 0, false, new float[] { 4, 5, 6, 0, 0, 0 })]
    [InlineData(0, 1, false, new float[] { 0, 1, 2, 0, 4, 5 })]
    [InlineData(0, -2, false, new float[] { 3, 0, 0, 6, 0, 0 })]
    [InlineData(1, -1, false, new float[] { 0, 0, 0, 2, 3, 0 })]
    [InlineData(0, 0, true, new float[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(0, 1, true, new float[] { 0, 3, 2, 0, 6, 5 })]
    [InlineData(-1, -1, true, new float[] { 5, 4, 0, 0, 0, 0 })]
    [InlineData(2, 0, false, new float[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(0, 3, false, new float[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(7, -7, true, new float[] { 0, 0, 0, 0, 0, 0 })]
    public void An_image_moves_down_and_right_after_it_is_mirrored(int down, int right, bool mirror, float[] expected)
    {
        var moved = Apply(new Variation(down, right, mirror), Image);

        Assert.Equal(expected, moved.Where((_, i) => i % 2 == 0));
        Assert.Equal(expected.Select(v => -v), moved.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void To_mirror_twice_changes_nothing()
    {
        var mirror = new Variation(0, 0, Mirror: true);

        Assert.Equal(Image, Apply(mirror, Apply(mirror, Image)));
    }

    [Fact]
    public void An_image_is_the_same_whatever_minibatch_it_is_in()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 9);
        var parameters = new AugmentationParameters(3, Flip: true);

        var together = Augmentation.Images(data, [4, 8, 1, 0], parameters, 11, 6);

        long[] examples = [4, 8, 1, 0];
        for (var i = 0; i < examples.Length; i++)
        {
            var alone = Augmentation.Images(data, [examples[i]], parameters, 11, 6);
            Assert.Equal(Near.Values(alone), Near.Values(together.narrow(0, i, 1)));
        }
    }

    [Fact]
    public void All_shifts_and_both_mirrorings_are_equally_likely()
    {
        var parameters = new AugmentationParameters(2, Flip: true);
        const int draws = 50_000;

        var counts = Enumerable
            .Range(0, draws)
            .CountBy(i => Augmentation.Draw(parameters, Size, 3, i / 1000, i % 1000))
            .ToDictionary();

        // 5 × 5 shifts, mirrored or not. χ² with 49 degrees of freedom is below 85.4 with probability 0.999.
        Assert.Equal(50, counts.Count);
        var expected = draws / 50.0;
        Assert.InRange(counts.Values.Sum(n => (n - expected) * (n - expected) / expected), 0, 85.4);
    }

    [Fact]
    public void Seeds_epochs_examples_and_orders_differ()
    {
        var parameters = new AugmentationParameters(64, Flip: true);
        var one = Augmentation.Draw(parameters, Size, 1, 2, 3, 4);

        Assert.Equal(one, Augmentation.Draw(parameters, Size, 1, 2, 3, 4));
        Assert.NotEqual(one, Augmentation.Draw(parameters, Size, 2, 2, 3, 4));
        Assert.NotEqual(one, Augmentation.Draw(parameters, Size, 1, 3, 3, 4));
        Assert.NotEqual(one, Augmentation.Draw(parameters, Size, 1, 2, 4, 4));
        Assert.NotEqual(one, Augmentation.Draw(parameters, Size, 1, 2, 3, 5));
    }

    [Fact]
    public void Words_can_be_neither_shifted_nor_mirrored()
    {
        IEnumerable<string> Problems(AugmentationParameters augmentation) =>
            DatasetReaders
                .Problems(Datasets.Of("words", ("archive", "a.tgz")) with { Augmentation = augmentation })
                .Select(problem => problem.Parameter);

        Assert.DoesNotContain("augmentation", Problems(new AugmentationParameters()));
        Assert.Contains("augmentation", Problems(new AugmentationParameters(Shift: 1)));
    }

    // Of the six pixels 1 to 6 in two rows.
    [Theory]
    [InlineData(1, 0, false, new float[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(0, 1, false, new float[] { 2, 1, 2, 5, 4, 5 })]
    [InlineData(0, -2, false, new float[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(0, 1, true, new float[] { 2, 3, 2, 5, 6, 5 })]
    [InlineData(0, 4, false, new float[] { 1, 2, 3, 4, 5, 6 })]
    public void A_shift_may_bring_in_the_image_mirrored_at_its_edge(int down, int right, bool mirror, float[] expected)
    {
        var parameters = new AugmentationParameters(4, Padding: Padding.Reflect);

        var moved = Apply(new Variation(down, right, mirror), Image, parameters);

        Assert.Equal(expected, moved.Where((_, i) => i % 2 == 0));
        Assert.Equal(expected.Select(v => -v), moved.Where((_, i) => i % 2 == 1));
    }

    [Theory]
    [InlineData(1, 0, 1, new float[] { 1, 0, 3, 4, 5, 6 })]
    [InlineData(2, 1, 1, new float[] { 0, 0, 3, 0, 0, 6 })]
    [InlineData(2, 0, 0, new float[] { 0, 2, 3, 4, 5, 6 })]
    [InlineData(3, 1, 2, new float[] { 1, 0, 0, 4, 0, 0 })]
    [InlineData(9, 0, 0, new float[] { 0, 0, 0, 0, 0, 0 })]
    public void A_square_around_a_pixel_is_blotted_out(int side, int row, int column, float[] expected)
    {
        var parameters = new AugmentationParameters(Cutout: side);

        var blotted = Apply(new Variation(0, 0, Mirror: false, (row, column)), Image, parameters);

        Assert.Equal(expected, blotted.Where((_, i) => i % 2 == 0));
    }

    [Fact]
    public void The_middle_of_the_square_is_any_pixel()
    {
        var parameters = new AugmentationParameters(Cutout: 1);

        var middles = Enumerable
            .Range(0, 6000)
            .CountBy(i => Augmentation.Draw(parameters, Size, 3, 0, i).Hole!.Value)
            .ToList();

        Assert.Equal(6, middles.Count);
        Assert.All(middles, m => Assert.InRange(m.Value, 850, 1150));
        Assert.Null(Augmentation.Draw(new AugmentationParameters(Shift: 3), Size, 3, 0, 0).Hole);
    }

    private static float[] Apply(Variation variation, float[] image, AugmentationParameters? parameters = null)
    {
        var target = new float[image.Length];
        Augmentation.Apply(parameters ?? new AugmentationParameters(), variation, image, target, 3, 2);
        return target;
    }
}
