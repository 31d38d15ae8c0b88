using System.Text;
using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class CifarDatasetTests : IDisposable
{
    private const int Plane = 32 * 32;

    // Two members of two images for training, one of one image for testing.
    private static readonly CifarLayout Ten = new(10, 1, ["one", "two"], "test", 2, 1, ("c", "p"));
    private static readonly CifarLayout Hundred = new(100, 2, ["train"], "test", 1, 1, ("c", "p"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Planes_of_colours_become_pixels_of_three_channels()
    {
        var (train, test) = Read(
            Ten,
            // The order in the archive is not the order of the dataset.
            ("c/two.bin", [.. Record([2], 30), .. Record([3], 40)]),
            ("c/readme.html", [1, 2, 3]),
            ("c/one.bin", [.. Record([9], 10), .. Record([1], 20)]),
            ("c/test.bin", Record([7], 50))
        );

        Assert.Equal([9, 1, 2, 3], train.Labels);
        Assert.Equal([7], test.Labels);
        Assert.Equal((32, 32, 3), (train.Height, train.Width, train.Channels));
        Assert.Equal(Expected(10, 20, 30, 40), train.Values);
        Assert.Equal(Expected(50), test.Values);
    }

    [Fact]
    public void Of_two_labels_the_second_the_fine_one_is_the_class()
    {
        var (train, test) = Read(Hundred, ("c/train.bin", Record([19, 99], 1)), ("c/test.bin", Record([4, 0], 2)));

        Assert.Equal([99], train.Labels);
        Assert.Equal([0], test.Labels);
        Assert.Equal(Expected(1), train.Values);
    }

    [Fact]
    public void The_archive_for_Python_holds_the_same_in_pickles()
    {
        var (train, test) = Read(
            Ten,
            ("p/two", Pickled("labels", [2, 3], 30, 40)),
            ("p/batches.meta", [1, 2, 3]),
            ("p/one", Pickled("labels", [9, 1], 10, 20)),
            ("p/test", Pickled("labels", [7], 50))
        );

        Assert.Equal([9, 1, 2, 3], train.Labels);
        Assert.Equal([7], test.Labels);
        Assert.Equal(Expected(10, 20, 30, 40), train.Values);
        Assert.Equal(Expected(50), test.Values);
    }

    [Fact]
    public void Of_CIFAR_100_for_Python_the_fine_labels_are_the_classes()
    {
        var (train, _) = Read(
            Hundred,
            ("p/train", Pickled("fine_labels", [99], 1)),
            ("p/test", Pickled("fine_labels", [0], 2))
        );

        Assert.Equal([99], train.Labels);
    }

    [Fact]
    public void A_pickle_that_is_none_of_CIFAR_is_named()
    {
        Fails("p/one: it is damaged near byte", ("p/one", [0x80]));
        Fails(
            "p/one: there are no images of 3072 bytes as 'data', or no list 'labels'",
            ("p/one", Pickled("other", [1, 2], 1, 2))
        );
        Fails("p/one: 1 images and 1 labels; 2 of each are right", ("p/one", Pickled("labels", [1], 1)));
        Fails(
            "p/one: the label of example 1 is 10; with 10 classes 0 to 9 are right",
            ("p/one", Pickled("labels", [1, 10], 1, 2))
        );
        Fails(
            "has p/one twice",
            ("c/one.bin", [.. Record([0], 0), .. Record([0], 0)]),
            ("p/one", Pickled("labels", [1, 2], 1, 2))
        );
    }

    [Fact]
    public void A_missing_member_is_named() =>
        Fails("lacks test, two, in c (with .bin) or p", ("c/one.bin", [.. Record([0], 0), .. Record([0], 0)]));

    [Fact]
    public void A_member_with_too_few_records_is_named_with_the_right_count() =>
        Fails("c/one.bin has 3073 bytes; 2 records of 3073 bytes are right", ("c/one.bin", Record([0], 0)));

    [Fact]
    public void A_member_with_too_many_records_is_refused() =>
        Fails("c/test.bin has 6146 bytes", ("c/test.bin", [.. Record([0], 0), .. Record([0], 0)]));

    [Fact]
    public void A_label_out_of_range_is_named_with_its_place() =>
        Fails(
            "c/one.bin: the label of example 1 is 10; with 10 classes 0 to 9 are right",
            ("c/one.bin", [.. Record([9], 0), .. Record([10], 0)])
        );

    [Fact]
    public void A_member_that_is_there_twice_is_refused() =>
        Fails("has c/test.bin twice", ("c/test.bin", Record([0], 0)), ("c/test.bin", Record([0], 0)));

    // The published page: 5 × 10,000 records of 3,073 bytes, and 50,000 of 3,074; 10,000 for testing in both.
    [Fact]
    public void The_published_archives_have_sixty_thousand_images()
    {
        var (ten, hundred) = (CifarLayout.Published(10), CifarLayout.Published(100));

        Assert.Equal((50_000, 10_000, 1), (ten.TrainCount, ten.TestRecords, ten.LabelBytes));
        Assert.Equal((50_000, 10_000, 2), (hundred.TrainCount, hundred.TestRecords, hundred.LabelBytes));
        Assert.Throws<ArgumentException>(() => CifarLayout.Published(20));
    }

    private void Fails(string message, params (string Name, byte[] Content)[] members)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Ten, members));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("archive.tar.gz", error.Message, StringComparison.Ordinal);
    }

    private (Examples Train, Examples Test) Read(CifarLayout layout, params (string Name, byte[] Content)[] members)
    {
        var path = folder.Write("archive.tar.gz", Archives.Pack(members));
        return new CifarDataset(layout).Read(role =>
            role == "archive" ? path : throw new InvalidOperationException(role)
        );
    }

    // As Python 2 pickled them: a list of labels, and an array of bytes, an image in each row.
    private static byte[] Pickled(string key, byte[] labels, params int[] starts)
    {
        byte[] images = [.. starts.SelectMany(start => Record([], start))];
        var length = BitConverter.GetBytes(images.Length);
        byte[] start =
        [
            0x80,
            2,
            .. "}q\u0001(U"u8,
            (byte)key.Length,
            .. Encoding.ASCII.GetBytes(key),
            .. "]q\u0002("u8,
            .. labels.SelectMany(label => new byte[] { (byte)'K', label }),
        ];
        return
        [
            .. start,
            .. "eU\u0004datacnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0"u8,
            0x85,
            .. "U\u0001b"u8,
            0x87,
            .. "R(K\u0001K"u8,
            (byte)starts.Length,
            (byte)'M',
            0,
            12,
            0x86,
            .. "cnumpy\ndtype\nU\u0002u1K\0K\u0001"u8,
            0x87,
            .. "R(K\u0003U\u0001|NNNJ"u8,
            255,
            255,
            255,
            255,
            (byte)'J',
            255,
            255,
            255,
            255,
            .. "K\0tb"u8,
            0x89,
            (byte)'T',
            .. length,
            .. images,
            .. "tbu."u8,
        ];
    }

    // Byte p of plane c is 7 c + p + start, modulo 256.
    private static byte[] Record(byte[] labels, int start) =>
        [
            .. labels,
            .. from channel in Enumerable.Range(0, 3)
            from place in Enumerable.Range(0, Plane)
            select (byte)((7 * channel) + place + start),
        ];

    private static byte[] Expected(params int[] starts) =>
        [
            .. from start in starts
            from place in Enumerable.Range(0, Plane)
            from channel in Enumerable.Range(0, 3)
            select (byte)((7 * channel) + place + start),
        ];
}
