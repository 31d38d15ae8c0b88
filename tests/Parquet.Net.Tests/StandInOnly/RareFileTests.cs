using Parquet.Schema;

namespace Parquet.Tests.StandInOnly;

/// <summary>
/// What DuckDB and hyparquet-writer do not write, and we refuse by name: files of ours, with some bytes of their Thrift
/// structures changed. In the compact protocol a field's header is its distance to the field before, then its type (5 and 6:
/// integers, 8: text, 12: struct); integers are zigzag, so that 3 is 6.
/// </summary>
public sealed class RareFileTests
{
    // In a column's metadata: the codec, before the number of values.
    private static readonly byte[] Codec = [0x15, 0x02, 0x16];

    // In a page's header: the encodings of the values, of the definition levels and of the repetition levels.
    private static readonly byte[] Encodings = [0x15, 0x00, 0x15, 0x06, 0x15, 0x06];

    // In a column's schema: Int32, required.
    private static readonly byte[] Column = [0x15, 0x02, 0x25, 0x00];

    // In a column chunk: the offset 4, before the metadata.
    private static readonly byte[] Chunk = [0x26, 0x08, 0x1C];

    [Theory]
    [InlineData(3, "Lzo")]
    [InlineData(5, "Lz4")]
    public async Task A_compression_is_refused_by_name(int codec, string name)
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() =>
            ReadAsync(Codec, [0x15, (byte)(2 * codec), 0x16])
        );

        Assert.Contains($"column 'a': compression {name} is not supported", error.Message);
    }

    [Fact]
    public async Task Bit_packed_values_are_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<ParquetException>(() =>
            ReadAsync(Encodings, [0x15, 0x08, 0x15, 0x06, 0x15, 0x06])
        );

        Assert.Contains("column 'a': encoding BitPacked is not supported", error.Message);
    }

    [Fact]
    public async Task A_repeated_column_is_refused()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync(Column, [0x15, 0x02, 0x25, 0x04]));

        Assert.Contains("column 'a': repeated columns are not supported", error.Message);
    }

    [Fact]
    public async Task Timestamps_of_96_bits_are_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync(Column, [0x15, 0x06, 0x25, 0x00]));

        Assert.Contains("column 'a': type Int96 is not supported", error.Message);
    }

    [Fact]
    public async Task Columns_in_files_of_their_own_are_refused()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => ReadAsync(Chunk, [0x18, 0x00, 0x2C]));

        Assert.Contains("files of their own", error.Message);
    }

    private static async Task<TableContents> ReadAsync(byte[] from, byte[] to)
    {
        var schema = new ParquetSchema(new DataField("a", typeof(int)));
        var bytes = await TestFiles.WriteAsync(schema, [new[] { 7 }]);
        var at = bytes.AsSpan().IndexOf(from);
        Assert.True(
            at >= 0 && at == bytes.AsSpan().LastIndexOf(from),
            "the bytes to change do not stand there exactly once"
        );
        to.CopyTo(bytes.AsSpan(at));
        using var file = new TempFile(bytes);
        return await TableContents.ReadAsync(file.Path);
    }
}
