namespace NtkRepro.Acceptance.Tables;

/// <summary>DuckDB finds in each kind of table, bit for bit, what we wrote.</summary>
public sealed class WrittenTableTests : IDisposable
{
    // The edges of each type; every column begins with another one.
    private static readonly Dictionary<Type, object[]> Edges = new()
    {
        [typeof(string)] = ["", "trained", "tab\tline\n", "Grüße, 世界 🎉", "'\"`\\", new string('ä', 40_000)],
        [typeof(int)] = [0, int.MinValue, -1, int.MaxValue, 7],
        [typeof(double)] =
        [
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            -0d,
            0d,
            double.Epsilon,
            double.MaxValue,
            0.1,
        ],
        [typeof(bool)] = [true, false],
        [typeof(byte)] = [(byte)0, byte.MaxValue, (byte)1, (byte)128],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-tables-").FullName;

    private string FilePath => Path.Combine(folder, "table.parquet");

    public static TheoryData<string> Kinds => [.. RowKind.All.Select(kind => kind.Type.Name)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_at_the_edges_of_their_types_are_found(string name)
    {
        var kind = Kind(name);
        object[] rows = [.. Enumerable.Range(0, 24).Select(row => kind.Create(Values(kind, row)))];

        kind.Write(FilePath, rows);

        AssertFound(kind.Contents(rows));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_table_without_rows_has_its_columns(string name)
    {
        var kind = Kind(name);

        kind.Write(FilePath, []);

        AssertFound(kind.Contents([]));
    }

    [Fact]
    public void Many_rows_are_found_with_values_that_repeat_and_values_that_do_not()
    {
        var kind = Kind("LogRow");
        object[] rows = [.. Enumerable.Range(0, 100_000).Select(row => kind.Create(Many(kind, row)))];

        kind.Write(FilePath, rows);

        AssertFound(kind.Contents(rows));
    }

    private static RowKind Kind(string name) => RowKind.All.Single(kind => kind.Type.Name == name);

    private static IEnumerable<object> Values(RowKind kind, int row) =>
        kind.Properties.Select(
            (property, column) =>
                Edges[property.PropertyType] is var values ? values[(row + column) % values.Length] : ""
        );

    private static IEnumerable<object> Many(RowKind kind, int row) =>
        kind.Properties.Select<System.Reflection.PropertyInfo, object>(
            (property, column) =>
                property.PropertyType == typeof(string) ? $"run-{row % 13}"
                : property.PropertyType == typeof(int) ? row / 7
                : property.PropertyType == typeof(bool) ? row % 3 == column % 3
                : column % 2 == 0 ? row % 100 / 8.0
                : Math.Sin(row)
        );

    private void AssertFound(TableContents expected) =>
        Assert.Null(TableContents.Difference(expected, DuckDb.Read(FilePath)));
}
