namespace Parquet.Tests;

/// <summary>The comparison on which the other tests rest.</summary>
public sealed class TableContentsTests
{
    private static readonly TableContents Table = new(
        ["a DOUBLE REQUIRED", "b VARCHAR OPTIONAL"],
        [1, 1],
        [
            ["x", "y"],
            ["z", null],
        ]
    );

    [Fact]
    public void Equal_tables_have_no_difference() =>
        Assert.Null(
            TableContents.Difference(
                Table,
                new([.. Table.Columns], [.. Table.RowGroups], [.. Table.Values.Select(v => v.ToList())])
            )
        );

    [Fact]
    public void The_first_difference_is_named()
    {
        Assert.StartsWith("columns", TableContents.Difference(Table, Table with { Columns = ["a DOUBLE REQUIRED"] }));
        Assert.StartsWith("row groups", TableContents.Difference(Table, Table with { RowGroups = [2] }));
        Assert.Equal(
            "column b VARCHAR OPTIONAL, row 1: null but ",
            TableContents.Difference(
                Table,
                Table with
                {
                    Values =
                    [
                        ["x", "y"],
                        ["z", ""],
                    ],
                }
            )
        );
        Assert.Equal(
            "column a DOUBLE REQUIRED: 2 but 1 values",
            TableContents.Difference(
                Table,
                Table with
                {
                    Values =
                    [
                        ["x"],
                        ["z", null],
                    ],
                }
            )
        );
    }

    [Fact]
    public void Zeros_of_both_signs_and_neighbouring_numbers_are_told_apart()
    {
        Assert.NotEqual(TableContents.Text(0d), TableContents.Text(-0d));
        Assert.NotEqual(TableContents.Text(1d), TableContents.Text(Math.BitIncrement(1d)));
        Assert.NotEqual(TableContents.Text(null), TableContents.Text(""));
        Assert.Equal("3ff0000000000000", TableContents.Text(1d));
    }
}
