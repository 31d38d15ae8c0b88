using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

/// <summary>The intervals of the numbers that decide claims.</summary>
public sealed class ClaimIntervalTests
{
    private static readonly ImageCounts Images = new(10_000, 10_000);

    // The logarithm of the ratio has the variance 0.4 / 0.6 / n + 0.8 / 0.2 / n.
    [Fact]
    public void With_one_seed_an_interval_is_that_of_the_choice_of_test_images()
    {
        var tables = Nothing with { Runs = [Linearized(0, 0.6), Linearized(3, 0.2)] };

        var row = One(tables, "factor3", Images);

        var spread = 1.96 * Math.Sqrt(((0.4 / 0.6) + (0.8 / 0.2)) / 10_000);
        Assert.Equal(3, row.Value, 1e-12);
        Assert.Equal(3 * Math.Exp(-spread), row.Low, 0.03);
        Assert.Equal(3 * Math.Exp(spread), row.High, 0.03);
        Assert.StartsWith("3 [2.8", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_images_make_a_wider_interval()
    {
        var tables = Nothing with { Runs = [Linearized(0, 0.6), Linearized(3, 0.2)] };

        var (many, few) = (One(tables, "factor3", Images), One(tables, "factor3", new ImageCounts(100, 10_000)));

        // √100 times as wide, but for the curvature of the ratio.
        Assert.InRange((few.High - few.Low) / (many.High - many.Low), 8, 14);
    }

    // Twice one seed, twice the other, or both: 0.4 / 0.2, 0.8 / 0.2 or their means' ratio 3.
    [Fact]
    public void With_several_seeds_these_are_drawn()
    {
        RunRow[] runs =
        [
            Linearized(0, 0.4),
            Linearized(3, 0.2),
            Linearized(0, 0.8) with
            {
                Seed = 1,
            },
            Linearized(3, 0.2) with
            {
                Seed = 1,
            },
        ];

        var row = One(Nothing with { Runs = runs }, "factor3");

        Assert.Equal([3, 2, 4], new[] { row.Value, row.Low, row.High }.Select(v => Math.Round(v, 9)));
    }

    [Fact]
    public void With_one_seed_and_no_test_images_there_is_nothing_to_draw()
    {
        var velocities = new[] { Velocity(0, 1), Velocity(10, 0.1), Velocity(14, 0.1) };
        var tables = Nothing with { Runs = [Linearized(0, 0.6), Linearized(3, 0.2)], KernelVelocities = velocities };

        Assert.Equal(double.NaN, One(tables, "transient", Images).Low);
        Assert.Equal(double.NaN, One(tables, "factor3").High);
        Assert.DoesNotContain("[", One(tables, "factor3").Ours, StringComparison.Ordinal);
    }

    // The barrier at epoch 2 is 2 points under curves of 10, 12 and 10 % error: other images could put it on either side.
    [Fact]
    public void A_barrier_near_the_threshold_leaves_the_basin_uncertain()
    {
        CurveRow[] curve =
        [
            new(0, 2, 1, 1, 2, 0, 9, 9, 0.1, 9),
            new(0, 2, 1, 1, 2, 0.5, 9, 9, 0.12, 9),
            new(0, 2, 1, 1, 2, 1, 9, 9, 0.1, 9),
        ];
        var tables = Nothing with { Barriers = [Pair(2, 0.0199), Pair(5, 0.001)], BarrierCurves = curve };

        var row = One(tables, "basin", Images);

        Assert.Equal((2, 2, 5), (row.Value, row.Low, row.High));
        Assert.Equal("epoch 2 [2, 5]", row.Ours);
    }

    [Fact]
    public void A_barrier_far_from_the_threshold_leaves_it_certain()
    {
        CurveRow[] curve =
        [
            new(0, 2, 1, 1, 2, 0, 9, 9, 0.1, 9),
            new(0, 2, 1, 1, 2, 0.5, 9, 9, 0.101, 9),
            new(0, 2, 1, 1, 2, 1, 9, 9, 0.1, 9),
        ];

        var row = One(Nothing with { Barriers = [Pair(2, 0.001)], BarrierCurves = curve }, "basin", Images);

        Assert.Equal((2, 2, 2), (row.Value, row.Low, row.High));
    }

    [Fact]
    public void The_same_tables_give_the_same_intervals()
    {
        var tables = Nothing with { Runs = [Linearized(0, 0.6), Linearized(3, 0.2), Parent(0.18)] };

        Assert.Equal(All(tables, Images), All(tables, Images));
    }

    [Fact]
    public void A_share_that_may_never_come_says_so()
    {
        var tables = Nothing with { Runs = [Linearized(0, 0.6), Linearized(6, 0.2195), Parent(0.2)] };

        var row = One(tables, "match", Images);

        Assert.Equal((0.3, 0.3, double.PositiveInfinity), (row.Value, row.Low, row.High));
        Assert.Equal("30 % of T [30 %, ∞]", row.Ours);
    }
}
