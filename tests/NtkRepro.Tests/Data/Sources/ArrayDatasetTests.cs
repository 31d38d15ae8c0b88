using System.IO.Compression;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>The kinds <c>npy</c> and <c>npz</c>.</summary>
public sealed class ArrayDatasetTests : IDisposable
{
    private static readonly byte[] TwoPixels = Npy.Bytes([2, 1, 2], 1, 2, 3, 4);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void An_archive_as_Keras_has_them_has_both_sets(CompressionLevel level)
    {
        folder.Write(
            "mnist.npz",
            Npy.Zip(
                level,
                ("x_train", TwoPixels),
                ("y_train", Npy.Whole(1, 0)),
                ("x_test", Npy.Bytes([1, 1, 2], 5, 6)),
                ("y_test", Npy.Bytes([1], 1))
            )
        );

        var (train, test) = Datasets.Of("npz", ("data", "mnist.npz")).Read(folder);

        Assert.Equal(new byte[] { 1, 2, 3, 4 }, train.Values);
        Assert.Equal([1, 0], train.Labels);
        Assert.Equal((1, 2, 1), (train.Height, train.Width, train.Channels));
        Assert.Equal([1], test.Labels);
    }

    [Fact]
    public void Arrays_are_called_by_the_names_that_they_have()
    {
        folder.Write("a.npz", Npy.Zip(CompressionLevel.Fastest, ("pics", TwoPixels), ("kinds", Npy.Whole(1, 0))));
        folder.Write("b.npz", Npy.Zip(CompressionLevel.Fastest, ("pics", TwoPixels), ("kinds", Npy.Whole(0, 0))));
        var dataset = Datasets.Of("npz", ("train", "a.npz"), ("test", "b.npz"));

        Assert.Contains(
            "a.npz: which of 'pics', 'kinds' are the images? Say it by name: fields: { images: NAME }",
            dataset.Refusal(folder),
            StringComparison.Ordinal
        );
        Assert.Equal([0, 0], dataset.With(("images", "pics"), ("labels", "kinds")).Read(folder).Test.Labels);
        Assert.Contains(
            "there is no 'x'; it has 'pics', 'kinds'",
            dataset.With(("images", "x")).Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Channels_come_first_or_last_as_is_said()
    {
        // Two images of 1 × 2 pixels and 3 channels.
        var last = Npy.Bytes([2, 1, 2, 3], [.. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        var first = Npy.Bytes([2, 3, 1, 2], 0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
        var dataset = Split("npy");

        Write(last, Npy.Whole(0, 0));
        Assert.Contains("whether channels come last or first", dataset.Refusal(folder), StringComparison.Ordinal);
        var (one, other) = (dataset with { Image = new ImageParameters(Layout: ArrayLayout.Nhwc) }).Read(folder);
        Write(first, Npy.Whole(0, 0));
        var (two, another) = (dataset with { Image = new ImageParameters(Layout: ArrayLayout.Nchw) }).Read(folder);

        Assert.Equal((1, 2, 3), (one.Height, one.Width, one.Channels));
        Assert.Equal((1, 2, 3), (two.Height, two.Width, two.Channels));
        Assert.Equal(one.Values, two.Values);
        Assert.Equal(other.Values, another.Values);
    }

    [Fact]
    public void Numbers_beyond_bytes_are_taken_as_they_are()
    {
        Write(Npy.Floats([2, 3], -1, 0, 0.5f, 7, 8, 9), Npy.Whole(0, 0));

        var (train, test) = Split("npy").Read(folder);

        Assert.Equal((1, 1, 3), (train.Height, train.Width, train.Channels));
        Assert.Equal(3, Assert.IsType<float[]>(train.Values).Length + Assert.IsType<float[]>(test.Values).Length - 3);
    }

    [Fact]
    public void Sets_of_bytes_and_of_numbers_are_numbers_both()
    {
        folder.Write("a", TwoPixels);
        folder.Write("b", Npy.Of("'<i2'", [1, 1, 2], [1, 0, 0, 1]));
        folder.Write("c", Npy.Whole(0, 1));
        folder.Write("d", Npy.Whole(1));
        var dataset = Datasets.Of(
            "npy",
            ("train_images", "a"),
            ("test_images", "b"),
            ("train_labels", "c"),
            ("test_labels", "d")
        );

        Assert.Equal(new float[] { 1, 2, 3, 4 }, dataset.Read(folder).Train.Values);
        Assert.Equal(new float[] { 1, 256 }, dataset.Read(folder).Test.Values);
    }

    [Fact]
    public void What_is_wrong_is_said_with_file_and_place()
    {
        Refused(
            "example 1 holds NaN, or what 32 bits cannot hold; finite numbers are right",
            Npy.Floats([2, 2], 1, 2, 3, float.NaN),
            Npy.Whole(0, 0)
        );
        Refused("2 examples, and 3 labels", TwoPixels, Npy.Whole(0, 1, 1));
        Refused("of one-hot labels take argmax(axis=1)", TwoPixels, Npy.Bytes([2, 2], 1, 0, 0, 1));
        Refused("the label of example 1 is 0.5; whole numbers are right", TwoPixels, Npy.Floats([2], 1, 0.5f));
        Refused("there are no examples in (0, 3)", Npy.Bytes([0, 3]), Npy.Whole());
        Refused("(2) numbers; 2 to 4 dimensions are right", Npy.Bytes([2], 1, 2), Npy.Whole(0, 0));
    }

    [Fact]
    public void A_size_that_is_asked_for_must_be_that_of_the_arrays()
    {
        Write(Npy.Bytes([2, 4], 1, 2, 3, 4, 5, 6, 7, 8), Npy.Whole(0, 0));
        var dataset = Split("npy");

        var (train, _) = (dataset with { Image = new ImageParameters(2, 2) }).Read(folder);
        Assert.Equal((2, 2, 1), (train.Height, train.Width, train.Channels));
        Assert.Contains(
            "4 numbers in an example, where an image of 2 × 3 × 1 has 6",
            (dataset with { Image = new ImageParameters(2, 3) }).Refusal(folder),
            StringComparison.Ordinal
        );
        Write(TwoPixels, Npy.Whole(0, 0));
        Assert.Contains(
            "arrays are not scaled",
            (dataset with { Image = new ImageParameters(2, 2) }).Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        var whole = Npy.Zip(CompressionLevel.NoCompression, ("x", TwoPixels), ("y", Npy.Whole(0, 0)));
        var dataset = Datasets.Of("npz", ("data", "a.npz"));
        folder.Write("a.npz", whole[..^30]);
        Assert.Contains(
            "a.npz: it is no archive of NumPy (.npz), or damaged",
            dataset.Refusal(folder),
            StringComparison.Ordinal
        );

        // The last pixel of the array, which ends before the next entry's header.
        var next = whole.AsSpan(4).IndexOf("PK\u0003\u0004"u8) + 4;
        var changed = whole.ToArray();
        changed[next - 1 - (whole[6] & 8) * 2] ^= 1;
        folder.Write("a.npz", changed);
        Assert.Contains("its check sum is not that of its content", dataset.Refusal(folder), StringComparison.Ordinal);
    }

    private void Refused(string message, byte[] images, byte[] labels)
    {
        Write(images, labels);
        Assert.Contains(message, Split("npy").Refusal(folder), StringComparison.Ordinal);
    }

    private void Write(byte[] images, byte[] labels)
    {
        folder.Write("i.npy", images);
        folder.Write("l.npy", labels);
    }

    private static DatasetParameters Split(string kind) =>
        Datasets.Of(kind, ("images", "i.npy"), ("labels", "l.npy")) with
        {
            Split = new SplitParameters(0.5),
        };
}
