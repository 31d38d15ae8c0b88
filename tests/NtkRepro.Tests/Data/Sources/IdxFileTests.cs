using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class IdxFileTests : IDisposable
{
    // Two images of 2 × 3 pixels: magic, three sizes, values.
    private static readonly byte[] Valid =
    [
        .. new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3 },
        .. Enumerable.Range(1, 12).Select(i => (byte)i),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("images")]
    [InlineData("images.gz")]
    [InlineData("images.GZ")]
    public void Shape_and_values_are_read_with_or_without_compression(string name)
    {
        var file = IdxFile.Read(Write(name, Valid), 3);

        Assert.Equal([2, 2, 3], file.Shape);
        Assert.Equal(Valid[16..], file.Bytes);
    }

    [Theory]
    [InlineData(1, "0x00000803")]
    [InlineData(2, "0x00000803")]
    public void Another_number_of_dimensions_is_refused(int dimensions, string found) =>
        Refused(Write("images", Valid), found, dimensions);

    [Theory]
    [InlineData(0, 1)] // not IDX
    [InlineData(2, 9)] // signed bytes
    [InlineData(2, 13)] // floats
    public void Another_magic_number_is_refused(int position, byte value) =>
        Refused(Write("images", Changed(position, value)), "magic");

    [Fact]
    public void A_size_that_is_not_positive_is_refused() => Refused(Write("images", Changed(7, 0)), "positive");

    [Theory]
    [InlineData(4, 0x7f)]
    [InlineData(8, 0xff)]
    [InlineData(12, 0x80)]
    public void Sizes_whose_product_is_beyond_reason_are_refused(int position, byte value) =>
        Refused(Write("images", Changed(position, value)), "claims");

    [Theory]
    [InlineData("images")]
    [InlineData("images.gz")]
    public void Values_cut_off_anywhere_are_refused(string name)
    {
        for (var length = 0; length < Valid.Length; length++)
            Refused(Write(name, Valid[..length]), "truncated");
    }

    [Theory]
    [InlineData("images")]
    [InlineData("images.gz")]
    public void Bytes_after_the_values_are_refused(string name) => Refused(Write(name, [.. Valid, 0]), "after");

    // Where the cut spares all values, only the archive's own closing check is lost.
    [Fact]
    public void A_gzip_archive_cut_off_anywhere_is_refused_or_read_right()
    {
        var archive = Gzip.Compress(Valid);
        for (var length = 0; length < archive.Length; length++)
            RightOrRefused(folder.Write("images.gz", archive[..length]));
    }

    [Fact]
    public void What_only_claims_to_be_gzip_is_refused() => Refused(folder.Write("images.gz", Valid), "gzip");

    [Fact]
    public void An_archive_with_any_one_byte_changed_is_read_right_or_refused()
    {
        var archive = Gzip.Compress(Valid);
        for (var i = 0; i < archive.Length; i++)
        {
            var damaged = (byte[])archive.Clone();
            damaged[i] ^= 0x55;
            RightOrRefused(folder.Write("images.gz", damaged));
        }
    }

    private static void RightOrRefused(string path)
    {
        try
        {
            Assert.Equal(Valid[16..], IdxFile.Read(path, 3).Bytes);
        }
        catch (InvalidDataException error)
        {
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }
    }

    private static void Refused(string path, string reason, int dimensions = 3)
    {
        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, dimensions));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Changed(int position, byte value)
    {
        var copy = (byte[])Valid.Clone();
        copy[position] = value;
        return copy;
    }

    private string Write(string name, byte[] content) =>
        folder.Write(name, name.Contains('.', StringComparison.Ordinal) ? Gzip.Compress(content) : content);
}
