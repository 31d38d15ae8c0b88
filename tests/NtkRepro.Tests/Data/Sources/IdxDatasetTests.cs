using System.Buffers.Binary;
using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class IdxDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Four_files_make_two_sets_of_grey_images()
    {
        Write("train", 2, 3, 1, [4, 0]);
        Write("test", 1, 3, 1, [2]);

        var (train, test) = Read();

        Assert.Equal([4, 0], train.Labels);
        Assert.Equal(new byte[] { 0, 1, 2, 3, 4, 5 }, train.Values);
        Assert.Equal((3, 1, 1), (train.Height, train.Width, train.Channels));
        Assert.Equal(1, test.Count);
    }

    [Fact]
    public void As_many_labels_as_images_are_right()
    {
        Write("train", 2, 3, 1, [4, 0, 1]);

        Fails("train_labels: 3 labels; 2 are right");
    }

    [Fact]
    public void A_label_must_be_one_of_the_classes()
    {
        Write("train", 2, 3, 1, [4, 5]);

        Fails("train_labels: the label of example 1 is 5; with 5 classes 0 to 4 are right");
    }

    [Fact]
    public void Both_sets_have_images_of_one_size()
    {
        Write("train", 1, 3, 1, [0]);
        Write("test", 1, 1, 3, [0]);

        Fails("test_images: images of 1 × 3, where the training set has 3 × 1");
    }

    private void Fails(string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private (Examples Train, Examples Test) Read() => new IdxDataset(5).Read(folder.File);

    private void Write(string split, int count, int height, int width, byte[] labels)
    {
        var pixels = Enumerable.Range(0, count * height * width).Select(i => (byte)i);
        folder.Write($"{split}_images", [.. Header(count, height, width), .. pixels]);
        folder.Write($"{split}_labels", [.. Header(labels.Length), .. labels]);
    }

    private static byte[] Header(params int[] shape)
    {
        var header = new byte[4 + (4 * shape.Length)];
        BinaryPrimitives.WriteInt32BigEndian(header, 0x0800 + shape.Length);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), shape[i]);
        return header;
    }
}
