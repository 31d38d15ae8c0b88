using System.Text;
using NtkRepro.Data;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("table.parquet");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_come_back_bit_for_bit_and_in_order()
    {
        Row[] rows =
        [
            new("trained", int.MinValue, double.NaN, true),
            new("", 0, double.NegativeInfinity, false),
            new("ü \0 \"κ\"", int.MaxValue, double.Epsilon, true),
            new("trained", 7, 0.1, false),
        ];

        Table.Write(FilePath, rows);

        Assert.Equal(rows, Table.Read<Row>(FilePath));
    }

    [Fact]
    public void A_table_without_rows_comes_back_empty()
    {
        Table.Write<Row>(FilePath, []);

        Assert.Empty(Table.Read<Row>(FilePath));
    }

    [Fact]
    public void Equal_rows_give_equal_bytes()
    {
        Row[] rows = [new("a", 1, 2.5, true)];
        Table.Write(FilePath, rows);
        Table.Write(folder.File("again.parquet"), rows);

        Assert.Equal(File.ReadAllBytes(FilePath), File.ReadAllBytes(folder.File("again.parquet")));
    }

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order()
    {
        Table.Write(FilePath, [new Row("a", 1, 2.5, true)]);

        Assert.Equal([new Part(2.5, "a")], Table.Read<Part>(FilePath));
    }

    [Fact]
    public void A_missing_column_is_named_beside_those_there_are()
    {
        Table.Write(FilePath, [new Part(2.5, "a")]);

        var error = Assert.Throws<InvalidDataException>(() => Table.Read<Row>(FilePath));

        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("'step_count'", error.Message, StringComparison.Ordinal);
        Assert.Contains("test_error, run_name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_another_type_is_refused_by_the_names_of_file_and_column()
    {
        Table.Write(FilePath, [new Whole(1, "a")]);

        var error = Assert.Throws<InvalidDataException>(() => Table.Read<Part>(FilePath));

        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("'test_error' holds Int32, not Double", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_NaN_has_the_same_bits()
    {
        var computed = BitConverter.UInt64BitsToDouble(0xfff8_0000_0000_0001);

        Table.Write(FilePath, [new Part(computed, "a"), new Part(double.NaN, "b")]);

        Assert.Equal(
            [0x7ff8_0000_0000_0000ul, 0x7ff8_0000_0000_0000ul],
            Table.Read<Part>(FilePath).Select(row => BitConverter.DoubleToUInt64Bits(row.TestError))
        );
    }

    [Fact]
    public void A_zero_keeps_its_sign()
    {
        Table.Write(FilePath, [new Part(0, "a"), new Part(-0d, "b")]);

        Assert.Equal([false, true], Table.Read<Part>(FilePath).Select(row => double.IsNegative(row.TestError)));
    }

    [Fact]
    public void A_missing_text_is_refused_by_its_column_and_row()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Table.Write(FilePath, [new Part(1, "a"), new Part(2, null!)])
        );

        Assert.Contains("'run_name' lacks a text in row 1", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void Half_of_a_character_is_refused()
    {
        Assert.Throws<EncoderFallbackException>(() => Table.Write(FilePath, [new Part(1, "a\ud83c")]));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void A_column_of_which_no_table_is_made_is_refused_by_its_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.Write(FilePath, [new Single(1)]));

        Assert.Contains("'test_error' holds Single", error.Message, StringComparison.Ordinal);
    }

    private sealed record Single(float TestError);

    private sealed record Whole(int TestError, string RunName);

    private sealed record Row(string RunName, int StepCount, double TestError, bool Diverged);

    private sealed record Part(double TestError, string RunName);
}
