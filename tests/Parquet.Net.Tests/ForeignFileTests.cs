using System.Text.Json;

namespace Parquet.Tests;

/// <summary>We read what DuckDB and hyparquet-writer write.</summary>
[Collection(ForeignFileSharing.Name)]
public sealed class ForeignFileTests(ForeignFiles files)
{
    private static readonly string[] Types = ["flag BOOLEAN", "whole INTEGER", "real DOUBLE", "name VARCHAR"];

    private static readonly string[] Names =
    [
        .. from writer in new[]
        {
            "duckdb-v1-plain",
            "duckdb-v1-dictionary",
            "duckdb-v2-dictionary",
            "hyparquet-plain",
            "hyparquet-dictionary",
        }
        from codec in new[] { "uncompressed", "snappy", "gzip" }
        select $"{writer}-{codec}",
    ];

    public static TheoryData<string> Kinds => [.. Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_without_nulls_is_read(string kind)
    {
        // To DuckDB every column may have nulls.
        var repetition = kind.StartsWith("duckdb", StringComparison.Ordinal) ? "OPTIONAL" : "REQUIRED";

        var found = await TableContents.ReadAsync(files[$"{kind}-complete"]);

        Assert.Null(TableContents.Difference(Expected(nulls: false, repetition), found));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_with_nulls_is_read(string kind)
    {
        var found = await TableContents.ReadAsync(files[$"{kind}-nulls"]);

        Assert.Null(TableContents.Difference(Expected(nulls: true, "OPTIONAL"), found));
    }

    [Fact]
    public async Task The_files_are_written_as_their_names_say()
    {
        var queries = Names
            .Select(kind => files[$"{kind}-nulls"])
            .Select(path =>
                "select string_agg(distinct encodings, '; ' order by encodings) as encodings, "
                + "string_agg(distinct compression, '; ') as codec, count(distinct row_group_id) as groups "
                + $"from parquet_metadata('{path}') where path_in_schema <> 'flag'"
            );

        var found = await Strangers.QueryAsync(queries, Path.GetTempPath());

        string[] encodings = ["PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "PLAIN", "PLAIN, RLE_DICTIONARY"];
        string[] codecs = ["UNCOMPRESSED", "SNAPPY", "GZIP"];
        Assert.Equal(
            encodings.SelectMany(encoding => codecs.Select(codec => (encoding, codec, "3"))),
            found
                .Select(rows => rows[0])
                .Select(row => (Text(row, "encodings"), Text(row, "codec"), Text(row, "groups")))
        );
    }

    [Fact]
    public async Task Values_at_the_edges_of_their_ranges_are_read()
    {
        var found = await TableContents.ReadAsync(files["duckdb-edges"]);

        object?[][] expected =
        [
            [int.MinValue, -1, 0, int.MaxValue, null, 7],
            [double.NaN, double.NegativeInfinity, -0d, double.Epsilon, null, double.MaxValue],
            ["", "tab\tline\n", "Grüße, 世界 🎉", string.Concat(Enumerable.Repeat("ab", 40_000)), null, "x"],
        ];
        Assert.Equal(expected.Select(column => column.Select(TableContents.Text)), found.Values);
    }

    [Fact]
    public async Task An_empty_table_is_read()
    {
        var found = await TableContents.ReadAsync(files["duckdb-empty"]);

        Assert.Equal(Types.Select(type => $"{type} OPTIONAL"), found.Columns);
        Assert.Empty(found.RowGroups);
    }

    [Fact]
    public async Task A_nullable_column_must_be_read_as_nullable()
    {
        await using var reader = await ParquetReader.CreateAsync(files["duckdb-edges"]);
        using var group = reader.OpenRowGroupReader(0);

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await group.ReadAsync<int>(reader.Schema.DataFields[0], new int[group.RowCount])
        );
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static TableContents Expected(bool nulls, string repetition) =>
        new([.. Types.Select(type => $"{type} {repetition}")], [2048, 2048, 904], ForeignFiles.Values(nulls));
}
