namespace NtkRepro.Bench.Tests;

public sealed class SpreadTests
{
    [Fact]
    public void The_quartiles_lie_between_the_ordered_numbers()
    {
        var spread = Spread.Of([4, 1, 3, 2]);

        // Definition 7 of Hyndman and Fan: at 1 + (n − 1) p.
        Assert.Equal(1.75, spread.Lower, 12);
        Assert.Equal(2.5, spread.Median, 12);
        Assert.Equal(3.25, spread.Upper, 12);
    }

    [Fact]
    public void One_number_is_its_own_median_and_quartiles() => Assert.Equal(new Spread(7, 7, 7), Spread.Of([7]));

    [Fact]
    public void Of_no_numbers_nothing_is_a_number() =>
        Assert.Equal(new Spread(double.NaN, double.NaN, double.NaN), Spread.Of([]));
}
