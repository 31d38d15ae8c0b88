using System.Text;
using NtkRepro.Data;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data;

/// <summary>A table that is not what was written is refused with the file's name.</summary>
public sealed class TableDamageTests : IDisposable
{
    private static readonly Row[] Rows =
    [
        .. Enumerable.Range(0, 30).Select(i => new Row($"é{i % 7}", i * i, Math.Sin(i), i % 3 == 0)),
    ];

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("table.parquet");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var bytes = Write();

        for (var length = 0; length < bytes.Length; length++)
            AssertRefused(bytes[..length]);
    }

    [Fact]
    public void A_file_that_lacks_its_beginning_is_refused()
    {
        var bytes = Write();

        for (var length = 1; length < bytes.Length; length++)
            AssertRefused(bytes[length..]);
    }

    [Fact]
    public void A_file_with_bytes_after_its_end_is_refused() => AssertRefused([.. Write(), 0]);

    // But for the name that the digest goes by, on which nothing depends.
    [Fact]
    public void No_changed_byte_passes_as_another_value()
    {
        var bytes = Write();
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var mask in (byte[])[0x01, 0x80, 0xFF])
            {
                bytes[at] ^= mask;
                File.WriteAllBytes(FilePath, bytes);
                bytes[at] ^= mask;
                try
                {
                    Assert.Equal(Rows, Table.Read<Row>(FilePath));
                }
                catch (InvalidDataException e)
                {
                    Assert.StartsWith(FilePath, e.Message, StringComparison.Ordinal);
                    refused++;
                }
            }
        }
        Assert.InRange(refused, 3 * (bytes.Length - 32), 3 * bytes.Length);
    }

    [Fact]
    public void A_file_of_something_else_is_refused() =>
        AssertRefused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("seed,accuracy\n1,0.93\n", 20))));

    [Fact]
    public void A_missing_file_is_no_damaged_one() =>
        Assert.Throws<FileNotFoundException>(() => Table.Read<Row>(FilePath));

    private byte[] Write()
    {
        Table.Write(FilePath, Rows);
        return File.ReadAllBytes(FilePath);
    }

    private void AssertRefused(byte[] bytes)
    {
        File.WriteAllBytes(FilePath, bytes);
        var error = Assert.Throws<InvalidDataException>(() => Table.Read<Row>(FilePath));
        Assert.StartsWith(FilePath, error.Message, StringComparison.Ordinal);
    }

    private sealed record Row(string Name, int Whole, double Real, bool Flag);
}
