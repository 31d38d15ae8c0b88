using System.Text.RegularExpressions;
using NtkRepro.Metrics;

namespace NtkRepro.Acceptance.Tables;

/// <summary>The tables of a run are open to DuckDB, and we read them again when it has copied them.</summary>
[Collection(SmokeRunTests.Name)]
public sealed partial class RunTableTests(SmokeRun smoke) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-copies-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("latest")]
    [InlineData("store")]
    public void DuckDB_finds_in_every_table_what_we_find(string where)
    {
        var paths = Tables(where);

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.Null(TableContents.Difference(Ours(path), DuckDb.Read(path))));
    }

    [Fact]
    public void We_read_every_table_again_that_DuckDB_has_copied()
    {
        var paths = Tables("latest");
        var copy = Path.Combine(folder, "copy.parquet");

        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            DuckDb.Run($"copy (select * from read_parquet('{path}')) to '{copy}' (format parquet)");
            Assert.Null(TableContents.Difference(Ours(path), Ours(copy)));
        }
    }

    [Fact]
    public void The_query_in_the_README_shows_the_barriers()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var query = Assert.Single(Query().Matches(readme)).Groups["sql"].Value;

        var found = DuckDb.Query(query.Replace("'artifacts/", $"'{smoke.Artifacts}/", StringComparison.Ordinal));

        var expected = smoke.Table<PairRow>("cnn", "barriers");
        Assert.NotEmpty(expected);
        var (time, barrier) = (At(found, "time"), At(found, "test_error_barrier"));
        Assert.Equal(
            expected.Select(p => (TableContents.Text(p.Time), TableContents.Text(p.TestErrorBarrier))),
            found.Rows.Select(row => (row[time], row[barrier]))
        );
    }

    // A table's kind is told by its columns, as another program finds them.
    private static TableContents Ours(string path)
    {
        var columns = DuckDb.Read(path).Columns;
        var kind = RowKind.All.FirstOrDefault(kind => kind.Columns.SequenceEqual(columns));
        Assert.True(kind is not null, $"{path}: no record has the columns {string.Join(", ", columns)}");
        return kind.Contents(kind.Read(path));
    }

    private static int At(TableContents table, string column) =>
        table.Columns.ToList().FindIndex(c => c.StartsWith(column + " ", StringComparison.Ordinal));

    private List<string> Tables(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(smoke.Artifacts, folder), "*.parquet", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex("DuckDB: `(?<sql>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();
}
