namespace NtkRepro.Pipeline.Tests;

public sealed class NumberRangeTests
{
    [Fact]
    public void Steps_are_exact()
    {
        var range = NumberRange.Stepped(0m, 12m, 0.4m);

        Assert.Equal(31, range.Count);
        Assert.Equal("[0, 0.4, 0.8, 1.2, 1.6]", new NumberRange(range.Take(5)).ToString());
        Assert.Equal(12m, range[30]);
        Assert.Equal(1.2, range.ToDoubles()[3]);
    }

    [Fact]
    public void A_step_that_misses_the_end_stops_before_it() =>
        Assert.Equal([0m, 0.4m, 0.8m], NumberRange.Stepped(0m, 1m, 0.4m));

    [Fact]
    public void Equality_is_by_value_whatever_the_spelling() =>
        Assert.Equal(new NumberRange([0m, 0.50m, 1.0m]), NumberRange.Stepped(0m, 1m, 0.5m));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("-2.50", "-2.5")]
    public void A_number_has_one_text(string written, string canonical)
    {
        Assert.True(CanonicalNumber.TryParse(written, out var value));
        Assert.Equal(canonical, CanonicalNumber.Text(value));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1e9, 1)]
    public void Impossible_ranges_are_refused(double from, double to, double step) =>
        Assert.Throws<ArgumentException>(() => NumberRange.Stepped((decimal)from, (decimal)to, (decimal)step));
}
