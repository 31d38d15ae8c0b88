using System.Buffers.Binary;

namespace Parquet.Tests.StandInOnly;

/// <summary>Damage gives one of three errors, never a crash, a hang or exhausted memory; upstream is less strict.</summary>
[Collection(ForeignFileSharing.Name)]
public sealed class DamageTests(ForeignFiles files)
{
    [Fact]
    public async Task A_changed_byte_is_either_harmless_or_reported() =>
        await AssertReadOrReportedAsync(await WriteAsync());

    [Theory]
    [InlineData("small-duckdb-snappy")]
    [InlineData("small-duckdb-gzip")]
    [InlineData("small-hyparquet")]
    public async Task A_changed_byte_in_a_foreign_file_is_either_harmless_or_reported(string name) =>
        await AssertReadOrReportedAsync(await File.ReadAllBytesAsync(files[name]));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(1_000_000)]
    public async Task A_nonsensical_footer_length_is_reported(int footerLength)
    {
        var bytes = await WriteAsync();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - 8), footerLength);

        Assert.IsType<IOException>(await ErrorAsync(bytes));
    }

    [Fact]
    public async Task A_footer_that_is_cut_short_is_reported()
    {
        var bytes = await WriteAsync();
        var footerLength = FooterLength(bytes);
        for (var length = 1; length < footerLength; length++)
        {
            byte[] damaged = [.. bytes[..^(8 + footerLength - length)], .. bytes[^8..]];
            BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(damaged.Length - 8), length);

            Assert.IsType<ParquetException>(await ErrorAsync(damaged));
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public async Task Pages_of_one_byte_over_and_over_are_reported_with_the_columns_name(int filler)
    {
        var bytes = await WriteAsync();
        bytes.AsSpan(4, bytes.Length - 12 - FooterLength(bytes)).Fill((byte)filler);

        Assert.Contains("'flag'", Assert.IsType<ParquetException>(await ErrorAsync(bytes)).Message);
    }

    private static Task<byte[]> WriteAsync() => TestFiles.WriteAsync(SampleTable.Schema, SampleTable.Edges);

    private static int FooterLength(byte[] bytes) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8));

    // Without a checksum a changed value cannot be told; but nothing else than these three errors may come of it.
    private static async Task AssertReadOrReportedAsync(byte[] bytes)
    {
        using var file = new TempFile(bytes);
        Assert.Null(await ErrorAsync(file));
        var reported = 0;
        for (var position = 0; position < bytes.Length; position++)
            foreach (var mask in (byte[])[0x01, 0x80, 0xFF])
            {
                bytes[position] ^= mask;
                file.Write(bytes);
                bytes[position] ^= mask;
                var error = await ErrorAsync(file);

                Assert.True(
                    error is null or IOException or ParquetException or NotSupportedException,
                    error?.ToString()
                );
                reported += error is null ? 0 : 1;
            }
        Assert.True(reported > bytes.Length, $"only {reported} of {3 * bytes.Length} changes were reported");
    }

    private static async Task<Exception?> ErrorAsync(byte[] bytes)
    {
        using var file = new TempFile(bytes);
        return await ErrorAsync(file);
    }

    private static Task<Exception?> ErrorAsync(TempFile file) =>
        Record.ExceptionAsync(() => TableContents.ReadAsync(file.Path))!;
}
