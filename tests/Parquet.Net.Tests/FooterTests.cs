using Parquet.Schema;

namespace Parquet.Tests;

public sealed class FooterTests
{
    [Fact]
    public async Task Custom_metadata_comes_back()
    {
        var metadata = new Dictionary<string, string>
        {
            ["seed"] = "7",
            ["empty"] = "",
            ["größe"] = "世界",
        };
        using var stream = new MemoryStream();
        await TestFiles.WriteAsync(stream, SampleTable.Schema, CompressionMethod.None, metadata, SampleTable.Edges);

        await using var reader = await ParquetReader.CreateAsync(stream);

        Assert.Equal(metadata, reader.CustomMetadata);
    }

    [Fact]
    public async Task A_file_without_custom_metadata_gives_an_empty_dictionary()
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, CompressionMethod.None, SampleTable.Edges);

        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));

        Assert.Empty(reader.CustomMetadata);
    }

    [Fact]
    public async Task The_schema_comes_back_with_types_and_nullability()
    {
        var file = await TestFiles.WriteAsync(SampleTable.Schema, CompressionMethod.None, SampleTable.Edges);

        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));

        Assert.Equal(SampleTable.Schema, reader.Schema);
        Assert.Equal(typeof(double), reader.Schema.FindDataField("maybe_real").ClrType);
        Assert.True(reader.Schema.FindDataField("maybe_real").IsNullable);
        Assert.False(reader.Schema.FindDataField("name").IsNullable);
        Assert.Equal("flag", reader.Schema[0].Name);
    }

    [Fact]
    public async Task Statistics_give_extremes_and_nulls_of_every_type()
    {
        var file = await TestFiles.WriteAsync(
            SampleTable.Schema,
            CompressionMethod.Snappy,
            SampleTable.Edges,
            SampleTable.Make(0, 1)
        );

        Assert.Equal(
            [
                (0L, false, true),
                (0L, int.MinValue, int.MaxValue),
                (0L, long.MinValue, long.MaxValue),
                (0L, float.NegativeInfinity, float.Epsilon),
                (0L, -0d, double.PositiveInfinity),
                // Ordered by UTF-8 bytes: the empty text first, then U+0000, ..., 'G', 't'.
                (0L, "", "tab\tand\nline"),
                (2L, false, true),
                (2L, int.MinValue, int.MaxValue),
                (4L, null, null),
                (0L, -2.25f, 4f),
                (2L, 0.1, 0.1),
                (2L, "", "text"),
            ],
            await ReadStatisticsAsync(file, 0)
        );
        Assert.All(await ReadStatisticsAsync(file, 1), column => Assert.Equal((0L, null, null), column));
    }

    [Fact]
    public async Task Statistics_of_zeros_cover_both_signs_and_those_of_nan_are_absent()
    {
        var schema = new ParquetSchema(new DataField<double>("zero"), new DataField<float>("nan"));
        var file = await TestFiles.WriteAsync(
            schema,
            CompressionMethod.None,
            [new[] { 0d, 0d }, new[] { float.NaN, float.NaN }]
        );

        var statistics = await ReadStatisticsAsync(file, 0);

        Assert.True(double.IsNegative(Assert.IsType<double>(statistics[0].Min)));
        Assert.False(double.IsNegative(Assert.IsType<double>(statistics[0].Max)));
        Assert.Equal((0L, null, null), statistics[1]);
    }

    [Fact]
    public async Task Text_statistics_are_ordered_by_utf8_bytes()
    {
        // In UTF-16 the surrogates of U+1F389 sort before U+FF5E; in UTF-8 they sort after it.
        var schema = new ParquetSchema(new DataField<string>("text"));
        var file = await TestFiles.WriteAsync(schema, CompressionMethod.None, [new[] { "\U0001F389", "\uFF5E" }]);

        var statistics = await ReadStatisticsAsync(file, 0);

        Assert.Equal([(0L, "\uFF5E", "\U0001F389")], statistics);
    }

    [Fact]
    public async Task The_bytes_do_not_depend_on_the_order_of_the_custom_metadata()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        var schema = new ParquetSchema(new DataField<int>("x"));
        await TestFiles.WriteAsync(first, schema, CompressionMethod.None, Metadata("a", "b"), [new[] { 1 }]);
        await TestFiles.WriteAsync(second, schema, CompressionMethod.None, Metadata("b", "a"), [new[] { 1 }]);

        Assert.Equal(first.ToArray(), second.ToArray());

        static Dictionary<string, string> Metadata(params string[] keys) => keys.ToDictionary(key => key);
    }

    private static async Task<List<(long? Nulls, object? Min, object? Max)>> ReadStatisticsAsync(byte[] file, int index)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using var group = reader.OpenRowGroupReader(index);
        var result = new List<(long?, object?, object?)>();
        foreach (var field in reader.Schema.DataFields)
        {
            var statistics = group.GetStatistics(field);
            Assert.NotNull(statistics);
            result.Add((statistics.NullCount, statistics.MinValue, statistics.MaxValue));
        }
        return result;
    }
}
