using System.Text.Json;
using Parquet.Schema;

namespace Parquet.Tests;

/// <summary>DuckDB and hyparquet read what we write.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task Strangers_find_the_table_that_was_written()
    {
        Array[][] groups = [SampleTable.Edges, SampleTable.Make(20_000, 5), SampleTable.Make(0, 6)];

        var found = await ReadAsync(SampleTable.Schema, groups);

        var expected = TestFiles.Expected(SampleTable.Schema, groups);
        Assert.All(
            Strangers.Readers,
            reader => Assert.Null(TableContents.Difference(expected, Strangers.Contents(found, reader)))
        );
    }

    [Fact]
    public async Task Strangers_find_the_schema_and_the_default_compression()
    {
        var found = await ReadAsync(SampleTable.Schema, SampleTable.Edges);

        Assert.All(
            Strangers.Readers,
            reader =>
            {
                Assert.Equal(
                    [
                        "flag BOOLEAN REQUIRED",
                        "whole INTEGER REQUIRED",
                        "real DOUBLE REQUIRED",
                        "name VARCHAR REQUIRED",
                        "maybe_name VARCHAR OPTIONAL",
                    ],
                    Strangers.Contents(found, reader).Columns
                );
                Assert.Equal("""["SNAPPY"]""", found.GetProperty(reader).GetProperty("codecs").GetRawText());
            }
        );
    }

    [Fact]
    public async Task Strangers_accept_a_file_without_row_groups()
    {
        var found = await ReadAsync(SampleTable.Schema);

        Assert.All(Strangers.Readers, reader => Assert.Empty(Strangers.Contents(found, reader).RowGroups));
    }

    [Fact]
    public async Task Strangers_find_the_extremes_and_the_number_of_nulls()
    {
        var schema = new ParquetSchema(
            new DataField("whole", typeof(int)),
            new DataField("real", typeof(double)),
            new DataField("name", typeof(string))
        );
        Array[] group =
        [
            new[] { int.MaxValue, int.MinValue, 0 },
            new[] { 0.1, double.PositiveInfinity, -2.5 },
            new[] { "b", null, "a" },
        ];

        var found = await ReadAsync(schema, group);

        Assert.Equal(
            [
                (0, Text(int.MinValue), Text(int.MaxValue)),
                (0, Text(-2.5), Text(double.PositiveInfinity)),
                (1, "a", "b"),
            ],
            Statistics(found)
        );
    }

    [Fact]
    public async Task DuckDB_finds_rows_in_the_row_groups_whose_extremes_admit_them()
    {
        var schema = new ParquetSchema(new DataField("whole", typeof(int)), new DataField("name", typeof(string)));
        Array[][] groups =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(g => Enumerable.Range(100 * g, 100).ToArray())
                .Select(rows => new Array[] { rows, rows.Select(i => i % 10 == 9 ? null : $"{i:000}").ToArray() }),
        ];
        using var file = new TempFile(await TestFiles.WriteAsync(schema, groups));

        var counts = await Strangers.QueryAsync(
            [
                $"select count(*) as n from read_parquet('{file.Path}') where whole between 95 and 104",
                $"select count(*) as n from read_parquet('{file.Path}') where name >= '198'",
                $"select count(*) as n from read_parquet('{file.Path}') where name is null and whole < 200",
                $"select count(*) as n from read_parquet('{file.Path}') where whole > 299",
            ],
            Path.GetTempPath()
        );

        // Of the rows 198 to 299, eleven have no name.
        Assert.Equal(["10", "91", "20", "0"], counts.Select(rows => rows[0].GetProperty("n").GetString()));
    }

    internal static string? Text(object? value) => TableContents.Text(value);

    /// <summary>Of the first row group.</summary>
    internal static IEnumerable<(int Nulls, string? Min, string? Max)> Statistics(JsonElement found) =>
        found
            .GetProperty("hyparquet")
            .GetProperty("statistics")[0]
            .EnumerateArray()
            .Select(s =>
                (
                    s.GetProperty("nullCount").GetInt32(),
                    Strangers.Text(s.GetProperty("min")),
                    Strangers.Text(s.GetProperty("max"))
                )
            );

    internal static async Task<JsonElement> ReadAsync(ParquetSchema schema, params Array[][] groups)
    {
        using var file = new TempFile(await TestFiles.WriteAsync(schema, groups));
        return Assert.Single(await Strangers.ReadAsync([file.Path]));
    }
}
