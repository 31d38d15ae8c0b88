using NtkRepro.Data;
using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class BootstrapTests
{
    private static readonly double[] Hundred = [.. Enumerable.Range(1, 100).Select(i => (double)i)];

    // The mean of 1 … 100 has the standard error √((100² − 1) / 12 / 100) = 2.886.
    [Fact]
    public void The_interval_of_a_mean_agrees_with_normal_theory()
    {
        var interval = Bootstrap.Of([Hundred], items => items.Average(), 4000, "test");

        Assert.Equal(50.5 - (1.96 * 2.886), interval.Low, 0.4);
        Assert.Equal(50.5 + (1.96 * 2.886), interval.High, 0.4);
    }

    [Fact]
    public void The_same_data_give_the_same_interval_and_other_purposes_others()
    {
        var interval = Bootstrap.Of([Hundred], items => items.Average(), 200, "test");

        Assert.Equal(interval, Bootstrap.Of([Hundred], items => items.Average(), 200, "test"));
        Assert.NotEqual(interval, Bootstrap.Of([Hundred], items => items.Average(), 200, "other"));
    }

    // Within the groups nothing varies: both are drawn, or one of them twice.
    [Fact]
    public void Groups_are_drawn_as_wholes()
    {
        double[][] groups =
        [
            [0, 0, 0],
            [],
            [1, 1, 1],
        ];
        var means = new HashSet<double>();

        var interval = Bootstrap.Of(
            groups,
            items =>
            {
                means.Add(items.Average());
                return items.Average();
            },
            500,
            "test"
        );

        Assert.Equal(new Interval(0, 1), interval);
        Assert.Equal([0, 0.5, 1], means.Order());
    }

    [Fact]
    public void Without_items_there_is_no_interval()
    {
        double[][] groups =
        [
            [],
        ];

        Assert.Equal(Interval.None, Bootstrap.Of(groups, items => items.Average(), 100, "test"));
        Assert.Equal(Interval.None, Bootstrap.Percentile([]));
    }

    [Fact]
    public void Percentiles_enclose_the_inner_95_of_100()
    {
        // Of 0 … 1000 the quantiles are 25 and 975.
        var values = Enumerable.Range(0, 1001).Reverse().Select(i => (double)i);

        Assert.Equal(new Interval(25, 975), Bootstrap.Percentile(values));
        Assert.Equal(new Interval(1, 2), Bootstrap.Percentile([2, 1]));
        Assert.Equal(new Interval(1, double.PositiveInfinity), Bootstrap.Percentile([double.PositiveInfinity, 1]));
    }

    [Fact]
    public void Resamples_without_a_value_are_left_out_unless_they_are_most()
    {
        Assert.Equal(new Interval(3, 3), Bootstrap.Percentile([3, double.NaN]));
        Assert.Equal(Interval.None, Bootstrap.Percentile([3, double.NaN, double.NaN]));
    }

    [Fact]
    public void Each_resample_has_its_own_numbers()
    {
        var drawn = new List<uint>();

        Bootstrap.Of(
            (CounterRandom random) =>
            {
                drawn.Add(random.NextBits());
                return 0;
            },
            50,
            "test"
        );

        Assert.Equal(50, drawn.Distinct().Count());
    }
}
