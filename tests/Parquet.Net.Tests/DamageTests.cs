using System.Buffers.Binary;

namespace Parquet.Tests;

public sealed class DamageTests
{
    public static TheoryData<CompressionMethod> Compressions => RoundTripTests.Compressions;

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task A_file_cut_off_anywhere_is_no_parquet_file(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Edges);

        for (var length = 0; length < file.Length; length++)
            await Assert.ThrowsAnyAsync<IOException>(() => TestFiles.ReadAsync(file[..length]));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task A_file_that_lacks_its_beginning_is_no_sound_file(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Edges);

        for (var length = 1; length < file.Length; length++)
            await Assert.ThrowsAnyAsync<IOException>(() => TestFiles.ReadAsync(file[length..]));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task A_changed_byte_is_either_harmless_or_reported(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Edges);

        for (var position = 0; position < file.Length; position++)
            foreach (var mask in (byte[])[0x01, 0x10, 0x80, 0xFF])
            {
                file[position] ^= mask;
                await AssertReadOrReportedAsync(file);
                file[position] ^= mask;
            }
    }

    [Theory]
    [InlineData("duckdb-snappy.parquet")]
    [InlineData("duckdb-gzip-nulls.parquet")]
    [InlineData("hyparquet-writer.parquet")]
    public async Task A_changed_byte_in_a_foreign_file_is_either_harmless_or_reported(string name)
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(TestFiles.ProjectFolder, "testdata", name));

        for (var position = 0; position < file.Length; position++)
            foreach (var mask in (byte[])[0x01, 0x80, 0xFF])
            {
                file[position] ^= mask;
                await AssertReadOrReportedAsync(file);
                file[position] ^= mask;
            }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(1_000_000)]
    public async Task A_nonsensical_footer_length_is_reported(int footerLength)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, CompressionMethod.None, SampleTable.Edges);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 8), footerLength);

        await Assert.ThrowsAsync<IOException>(() => TestFiles.ReadAsync(file));
    }

    [Fact]
    public async Task A_footer_that_is_cut_short_is_reported()
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, CompressionMethod.None, SampleTable.Edges);
        var footerLength = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        for (var length = 1; length < footerLength; length++)
        {
            byte[] damaged = [.. file[..^(8 + footerLength - length)], .. file[^8..]];
            BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(damaged.Length - 8), length);

            await Assert.ThrowsAsync<ParquetException>(() => TestFiles.ReadAsync(damaged));
        }
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task Pages_of_zeros_or_ones_are_reported_with_the_columns_name(CompressionMethod compression)
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, compression, SampleTable.Edges);
        var footerLength = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        foreach (var filler in (byte[])[0x00, 0xFF])
        {
            file.AsSpan(4, file.Length - 12 - footerLength).Fill(filler);

            var error = await Assert.ThrowsAsync<ParquetException>(() => TestFiles.ReadAsync(file));

            Assert.Contains("'flag'", error.Message);
        }
    }

    [Fact]
    public async Task A_file_of_something_else_is_reported()
    {
        var text = string.Concat(Enumerable.Repeat("seed,accuracy\n1,0.93\n", 20));

        await Assert.ThrowsAsync<IOException>(() => TestFiles.ReadAsync(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    // Without a checksum a changed value cannot be told; but nothing else than these three errors may come of it.
    private static async Task AssertReadOrReportedAsync(byte[] file)
    {
        var error = await Record.ExceptionAsync(() => TestFiles.ReadAsync(file));

        Assert.True(error is null or IOException or ParquetException or NotSupportedException, error?.ToString());
    }
}
