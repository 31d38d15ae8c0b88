using System.Text.RegularExpressions;
using NtkRepro.Metrics;
using Parquet.Tests;

namespace NtkRepro.Acceptance;

/// <summary>The tables of a run are open to any reader of Parquet.</summary>
[Collection(SmokeRunTests.Name)]
public sealed partial class TableTests(SmokeRun smoke)
{
    [Fact]
    public async Task DuckDB_and_hyparquet_find_in_every_table_what_we_find()
    {
        var paths = Tables(smoke.Artifacts);
        Assert.All(
            ["latest", "store"],
            folder =>
                Assert.Contains(
                    paths,
                    path =>
                        path.StartsWith(
                            Path.Combine(smoke.Artifacts, folder) + Path.DirectorySeparatorChar,
                            StringComparison.Ordinal
                        )
                )
        );

        var found = await Strangers.ReadAsync(paths);

        Assert.Equal(paths.Count, found.Count);
        foreach (var (path, table) in paths.Zip(found))
        {
            var ours = await TableContents.ReadAsync(path);
            foreach (var reader in Strangers.Readers)
            {
                var difference = TableContents.Difference(ours, Strangers.Contents(table, reader));
                Assert.True(difference is null, $"{path}, {reader}: {difference}");
            }
        }
    }

    [Fact]
    public async Task We_read_every_table_again_that_DuckDB_has_copied()
    {
        var paths = Tables(Path.Combine(smoke.Artifacts, "latest"));
        var folder = Directory.CreateTempSubdirectory("ntk-repro-copies-");
        try
        {
            await Strangers.QueryAsync(
                paths.Select((path, i) => $"copy (select * from '{path}') to '{i}.parquet' (format parquet)"),
                folder.FullName
            );

            for (var i = 0; i < paths.Count; i++)
            {
                var original = await TableContents.ReadAsync(paths[i]);
                var copy = await TableContents.ReadAsync(Path.Combine(folder.FullName, $"{i}.parquet"));
                // DuckDB lets every column have nulls, and leaves empty row groups out.
                Assert.Equal(original.Columns.Select(c => c.Replace(" REQUIRED", " OPTIONAL")), copy.Columns);
                Assert.Null(TableContents.DifferentValue(original, copy));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_query_in_the_README_shows_the_barriers()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var query = Assert.Single(Query().Matches(readme)).Groups["sql"].Value;
        var folder = Directory.CreateTempSubdirectory("ntk-repro-query-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "artifacts"), smoke.Artifacts);

            var rows = (await Strangers.QueryAsync([query], folder.FullName))[0].EnumerateArray().ToList();

            var expected = smoke.Table<PairRow>("cnn", "barriers");
            Assert.NotEmpty(expected);
            Assert.Equal(
                expected.Select(p => (TableContents.Text(p.Time), TableContents.Text(p.TestErrorBarrier))),
                rows.Select(r =>
                    (Strangers.Text(r.GetProperty("time")), Strangers.Text(r.GetProperty("test_error_barrier")))
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("DuckDB: `(?<sql>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();

    private static List<string> Tables(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
