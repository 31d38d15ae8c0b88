using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class VerificationComparisonTests : IDisposable
{
    private const string Components = "metrics/cnn/components.parquet";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Equal_tables_do_not_differ()
    {
        RegressionRow[] rows =
        [
            Row(0),
            Row(1) with
            {
                Difference = double.NaN,
                ConditionNumber = double.PositiveInfinity,
            },
        ];

        Assert.Empty(Compare("regressions.parquet", rows, rows));
    }

    // The next number, the other zero, and what is no number.
    [Theory]
    [InlineData(0.5, 0.5000000000000001)]
    [InlineData(0.5, double.NaN)]
    [InlineData(0.5, double.PositiveInfinity)]
    [InlineData(0.0, -0.0)]
    public void The_least_change_of_a_number_is_a_difference(double reference, double here)
    {
        var difference = Assert.Single(
            Compare(
                Components,
                [new ComponentRow("children", 0, 1, reference)],
                [new ComponentRow("children", 0, 1, here)]
            )
        );

        Assert.NotEqual(difference.Reference, difference.Here);
    }

    [Fact]
    public void A_difference_names_row_and_column_and_says_by_how_much()
    {
        ComponentRow[] reference = [new("children", 0, 1, 0.5), new("children", 0, 2, 0.25)];

        var difference = Assert.Single(
            Compare(
                Components,
                reference,
                [new ComponentRow("children", 0, 1, 0.5), new ComponentRow("children", 0, 2, 0.375)]
            )
        );

        Assert.Equal(
            (Components, "children, seed 0, component 2", "share"),
            (difference.Table, difference.Row, difference.Column)
        );
        Assert.Equal(("0.25", "0.375"), (difference.Reference, difference.Here));
        Assert.Equal(0.125, difference.Difference);
    }

    [Fact]
    public void Whole_numbers_texts_and_truth_values_must_be_equal()
    {
        var here = Row(0) with { Images = 101, Singular = true };

        var differences = Compare("regressions.parquet", [Row(0)], [here]);

        Assert.Equal(["images", "singular"], differences.Select(d => d.Column));
    }

    [Fact]
    public void Rows_are_matched_by_their_keys_and_another_order_is_one_difference()
    {
        ComponentRow[] rows = [new("children", 0, 1, 0.5), new("children", 0, 2, 0.25), new("children", 1, 1, 0.75)];

        var difference = Assert.Single(Compare(Components, rows, [.. rows.Reverse()]));

        Assert.Equal(
            ("", "", "the same in other bytes or order"),
            (difference.Row, difference.Column, difference.Here)
        );
    }

    [Fact]
    public void Times_that_differ_by_rounding_are_the_same_time()
    {
        KernelVelocityRow[] reference = [new(0, 0.3, 0.4, 1, 0.1, 10)];

        var difference = Assert.Single(
            Compare("kernel_velocities.parquet", reference, [new KernelVelocityRow(0, 0.1 + 0.2, 0.4, 1, 0.1, 10)])
        );
        Assert.Equal("the same in other bytes or order", difference.Here);
    }

    [Fact]
    public void Missing_and_additional_rows_are_differences()
    {
        var differences = Compare(
            Components,
            [new ComponentRow("children", 0, 1, 0.5), new ComponentRow("children", 0, 2, 0.25)],
            [new ComponentRow("children", 0, 1, 0.5), new ComponentRow("children", 0, 3, 0.25)]
        );

        Assert.Equal(
            [
                ("children, seed 0, component 2", "there", "no such row"),
                ("children, seed 0, component 3", "no such row", "there"),
            ],
            differences.Select(d => (d.Row, d.Reference, d.Here))
        );
    }

    [Fact]
    public void A_row_that_stands_twice_is_not_the_same_as_one_that_stands_once()
    {
        ComponentRow row = new("children", 0, 1, 0.5);

        var difference = Assert.Single(Compare(Components, [row], [row, row]));

        Assert.Equal(("children, seed 0, component 1 (no. 2)", "there"), (difference.Row, difference.Here));
    }

    [Fact]
    public void Missing_and_additional_columns_are_differences()
    {
        // A table of components under the name of one of measures.
        var differences = Compare(
            "measures.parquet",
            [new MeasureRow("barrier", 0, 1, 0.5, 0.4, 0.6)],
            [new ComponentRow("children", 0, 1, 0.5)]
        );

        Assert.Equal(
            ["component", "high", "low", "measure", "plane", "share", "time", "value"],
            differences.Where(d => d.Row.Length == 0).Select(d => d.Column).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_no_table_is_a_difference(bool inReference)
    {
        var good = folder.File("good.parquet");
        Table.Write(good, [new ComponentRow("children", 0, 1, 0.5)]);
        var bad = folder.Write("bad.parquet", [1, 2, 3]);

        var difference = Assert.Single(
            VerificationComparison.Compare(Components, inReference ? bad : good, inReference ? good : bad)
        );

        var text = inReference ? difference.Reference : difference.Here;
        Assert.StartsWith("it cannot be read", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shapes_of_tables_are_those_that_are_written()
    {
        var path = folder.File("pairs.parquet");
        Table.Write(path, [new PairRow(0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false)]);

        var shape = VerificationTables.All["barriers"];

        Assert.Equal(shape.Columns.Keys, TableColumns.Read(path).Columns.Keys);
        Assert.Equal(typeof(bool), shape.Columns["diverged"]);
        Assert.All(VerificationTables.All.Values, t => Assert.Empty(t.Keys.Except(t.Columns.Keys)));
    }

    private static RegressionRow Row(double time) => new(0, time, 100, 598, 0.7, 0.7, 1e-4, 60, 0.9, 6e4, 40, false);

    private IReadOnlyList<VerificationDifference> Compare<TReference, THere>(
        string path,
        IEnumerable<TReference> reference,
        IEnumerable<THere> here
    )
        where TReference : notnull
        where THere : notnull
    {
        Table.Write(folder.File("reference.parquet"), reference);
        Table.Write(folder.File("here.parquet"), here);
        return VerificationComparison.Compare(path, folder.File("reference.parquet"), folder.File("here.parquet"));
    }
}
