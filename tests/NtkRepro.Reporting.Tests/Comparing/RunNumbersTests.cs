using NtkRepro.Reporting.Comparing;

namespace NtkRepro.Reporting.Tests.Comparing;

/// <summary>Numbers of runs are told with their units, intervals and signs.</summary>
public sealed class RunNumbersTests
{
    [Theory]
    [InlineData("12.3 % [11.0, 13.5]", "%", 12.34, 11, 13.5)]
    [InlineData("−0.3 pt [−2.1, 1.4]", "points", -0.3, -2.1, 1.4)]
    [InlineData("32.9 %", "%", 32.9, double.NaN, double.NaN)]
    [InlineData("0.04251", "per epoch", 0.042513, double.NaN, double.NaN)]
    [InlineData("–", "points", double.NaN, double.NaN, double.NaN)]
    public void A_number_has_its_unit_and_its_interval(
        string text,
        string unit,
        double value,
        double low,
        double high
    ) => Assert.Equal(text, RunNumbers.Text(unit, value, low, high));

    [Theory]
    [InlineData("+1.2 pt", "points", 1.2)]
    [InlineData("−1.2 pt", "%", -1.2)]
    [InlineData("0.0 pt", "points", -0.04)]
    [InlineData("−4.8 pt", "points", -4.75)]
    [InlineData("0.0 pt", "%", 0)]
    [InlineData("+0.042", "per epoch", 0.042)]
    [InlineData("–", "points", double.NaN)]
    public void A_difference_has_its_sign_and_that_of_percentages_is_in_points(
        string text,
        string unit,
        double value
    ) => Assert.Equal(text, RunNumbers.Difference(unit, value));

    [Fact]
    public void A_number_of_a_time_says_which()
    {
        Assert.Equal("linearized error, epoch 0.25", RunNumbers.Words("ntk_error", 0.25));
        Assert.Equal("effective rank, epoch 3", RunNumbers.Words("effective_rank", 3));
    }
}
