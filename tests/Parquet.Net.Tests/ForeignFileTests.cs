namespace Parquet.Tests;

/// <summary>Files of DuckDB and hyparquet-writer; testdata/make.mjs says what they hold.</summary>
public sealed class ForeignFileTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(0, 40)];

    [Theory]
    [InlineData("duckdb-snappy.parquet")] // version 1 pages, dictionary
    [InlineData("hyparquet-writer.parquet")] // version 2 pages, dictionary, run-length booleans
    public async Task Complete_columns_are_read(string name)
    {
        var group = Assert.Single(await TestFiles.ReadTestDataAsync(name));

        Assert.Equal(Rows.Select(i => (object?)(i % 3 == 0)), group[0]);
        Assert.Equal(Rows.Select(i => (object?)i), group[1]);
        Assert.Equal(Rows.Select(i => (object?)(i * 10_000_000_000L)), group[2]);
        Assert.Equal(Rows.Select(i => (object?)(i / 4f)), group[3]);
        Assert.Equal(Rows.Select(i => (object?)(i / 8d)), group[4]);
        Assert.Equal(Rows.Select(i => (object?)$"name {i % 5}"), group[5]);
    }

    [Theory]
    [InlineData("duckdb-gzip-nulls.parquet")]
    [InlineData("hyparquet-writer-nulls.parquet")] // uncompressed
    public async Task Columns_with_nulls_are_read(string name)
    {
        var group = Assert.Single(await TestFiles.ReadTestDataAsync(name));

        Assert.Equal(Rows.Select(i => i % 2 == 0 ? i % 4 == 0 : (object?)null), group[0]);
        Assert.Equal(Rows.Select(i => i % 3 != 0 ? i : (object?)null), group[1]);
        Assert.Equal(Rows.Select(i => i % 5 != 0 ? -(long)i : (object?)null), group[2]);
        Assert.Equal(Rows.Select(i => i > 10 ? i / 4f : (object?)null), group[3]);
        Assert.Equal(Rows.Select(i => i != 7 ? i / 8d : (object?)null), group[4]);
        Assert.Equal(Rows.Select(i => i % 4 != 1 ? $"é{i}" : (object?)null), group[5]);
    }

    [Fact]
    public async Task An_unsupported_encoding_is_named_with_its_column()
    {
        var error = await Assert.ThrowsAsync<ParquetException>(() => TestFiles.ReadTestDataAsync("duckdb-v2.parquet"));

        Assert.Contains("'whole'", error.Message);
        Assert.Contains("DeltaBinaryPacked", error.Message);
    }

    [Fact]
    public async Task An_unsupported_compression_is_named()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() =>
            TestFiles.ReadTestDataAsync("duckdb-zstd.parquet")
        );

        Assert.Contains("Zstd", error.Message);
    }
}
