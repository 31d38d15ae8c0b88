using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class LyapunovFitTests
{
    [Theory]
    [InlineData(0.7)]
    [InlineData(-1.3)]
    public void An_exponential_is_found_again(double exponent)
    {
        double[] times = [0, 0.25, 0.5, 1, 2];

        var fit = LyapunovFit.Of(times.Select(t => (t, 1e-4 * Math.Exp(exponent * t))));

        Assert.Equal(exponent, fit.Exponent, 1e-12);
        Assert.Equal(1, fit.Fit, 1e-12);
    }

    // log d = 0, 1, 1 at 0, 1, 2: the line 1/6 + t/2 leaves (1 + 4 + 1)/36 = 1/6 of a total of 2/3.
    [Fact]
    public void The_fit_says_how_much_of_the_variance_a_line_explains()
    {
        var fit = LyapunovFit.Of([(0, 1), (1, Math.E), (2, Math.E)]);

        Assert.Equal(0.5, fit.Exponent, 1e-12);
        Assert.Equal(0.75, fit.Fit, 1e-12);
    }

    [Fact]
    public void Distances_that_have_no_logarithm_are_left_out()
    {
        var fit = LyapunovFit.Of([
            (0, 0),
            (1, Math.E),
            (2, double.NaN),
            (3, Math.Exp(3)),
            (4, double.PositiveInfinity),
            (5, -1),
        ]);

        Assert.Equal(1, fit.Exponent, 1e-12);
    }

    [Fact]
    public void One_time_gives_no_rate()
    {
        Assert.Equal(double.NaN, LyapunovFit.Of([]).Exponent);
        Assert.Equal(double.NaN, LyapunovFit.Of([(1, 2), (1, 3), (2, 0)]).Exponent);
        Assert.Equal(double.NaN, LyapunovFit.Of([(1, 2), (2, 0)]).Fit);
    }

    [Fact]
    public void Copies_that_do_not_move_apart_have_exponent_zero_and_nothing_to_explain()
    {
        var fit = LyapunovFit.Of([(0, 1), (1, 1), (2, 1)]);

        Assert.Equal((0, double.NaN), (fit.Exponent, fit.Fit));
    }
}
