using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

public sealed class MeasureTableTests
{
    [Fact]
    public void Measures_of_pairs_are_means_over_the_pairs_of_a_seed_and_time()
    {
        var pair = new PairRow(3, 2, 1, 1, 2, 9, 9, 0.1, 9, 0.2, 9, 0.3, 0.4, 0.5, 0.6, Diverged: false);
        PairRow[] pairs =
        [
            pair,
            pair with
            {
                TestErrorBarrier = 0.3,
                FunctionDistance = 0.4,
                WeightDistance = 0.5,
                ReluDistance = 0.6,
                KernelDistance = 0.7,
                GradientSimilarity = 0.8,
            },
            pair with
            {
                TestErrorBarrier = 5,
                Diverged = true,
            },
            pair with
            {
                TestErrorBarrier = 5,
                Rate = 0.1,
            },
        ];

        var rows = MeasureTable.Of(Nothing with { Barriers = pairs });

        Assert.All(rows, r => Assert.Equal((3, 2), (r.Seed, r.Time)));
        (string, double)[] expected =
        [
            ("barrier", 0.2),
            ("function_distance", 0.3),
            ("relu_distance", 0.5),
            ("weight_distance", 0.4),
            ("kernel_distance", 0.6),
            ("gradient_similarity", 0.7),
        ];
        Assert.Equal(expected, rows.Select(r => (r.Measure, Math.Round(r.Value, 12))));
    }

    [Fact]
    public void Advantages_are_taken_at_the_base_rate_and_at_the_lowest()
    {
        OnsetRow[] onsets =
        [
            Onset(1, 0.3),
            Onset(1, 0.2) with
            {
                Rate = 0.1,
            },
            Onset(1, 0.1) with
            {
                Rate = 0.01,
            },
            Onset(2, 0.4) with
            {
                Diverged = true,
            },
        ];

        var rows = MeasureTable.Of(Nothing with { Onsets = onsets });

        Assert.Equal(
            [("nonlinear_advantage", 1, 0.3), ("nonlinear_advantage_low", 1, 0.1)],
            rows.Select(r => (r.Measure, r.Time, r.Value))
        );
        Assert.DoesNotContain(
            MeasureTable.Of(Nothing with { Onsets = [Onset(1, 0.3)] }),
            r => r.Measure == "nonlinear_advantage_low"
        );
    }

    [Fact]
    public void Errors_of_linearized_networks_are_those_that_trained_at_the_base_rate()
    {
        RunRow[] runs =
        [
            Linearized(1, 0.25),
            Linearized(2, 0.9) with
            {
                Outcome = "at-chance",
            },
            Linearized(3, 0.5) with
            {
                Rate = 0.1,
            },
            Parent(0.1),
        ];

        var rows = MeasureTable.Of(Nothing with { Runs = runs });

        Assert.Equal([new MeasureRow("ntk_error", 0, 1, 0.25)], rows);
    }

    [Theory]
    [InlineData(0.3, 0.5)] // 0.4 is nearer than 0
    [InlineData(0.1, 0.8)]
    [InlineData(0.75, 0.5)]
    [InlineData(0.81, double.NaN)] // more than dt from the last
    public void The_velocity_at_a_time_is_that_of_the_nearest_point_of_the_grid(double time, double velocity)
    {
        var tables = Nothing with
        {
            Runs = [Linearized(time, 0.2)],
            KernelVelocities = [Velocity(0, 0.8), Velocity(0.4, 0.5), new KernelVelocityRow(1, 0.3, 0.4, 7)],
        };

        var rows = MeasureTable.Of(tables).Where(r => r.Measure == "kernel_velocity").ToList();

        if (double.IsNaN(velocity))
            Assert.Empty(rows);
        else
            Assert.Equal([new MeasureRow("kernel_velocity", 0, time, velocity)], rows);
    }

    [Fact]
    public void Kernels_at_whole_steps_count_for_the_time_that_was_asked_for()
    {
        var tables = Nothing with
        {
            Sensitivities = [new(0, 0.25, 0.7, 1, Diverged: false), new(0, 2, 0.7, 1, Diverged: true)],
            Spectra =
            [
                new(0, 0.254, 9, 9, 9, EffectiveRank: 5, Alignment: 0.4, 9, 9),
                new(0, 0.4, 9, 9, 9, EffectiveRank: 8, Alignment: 0.9, 9, 9),
                new(0, 9, 9, 9, 9, EffectiveRank: 8, Alignment: 0.9, 9, 9),
            ],
        };

        var rows = MeasureTable.Of(tables);

        MeasureRow[] expected =
        [
            new("sensitivity", 0, 0.25, 0.7),
            new("effective_rank", 0, 0.25, 5),
            new("alignment", 0, 0.25, 0.4),
        ];
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        var pair = Pair(1, double.NaN) with { FunctionDistance = double.PositiveInfinity };

        var rows = MeasureTable.Of(Nothing with { Barriers = [pair] });

        Assert.DoesNotContain(rows, r => r.Measure is "barrier" or "function_distance");
        Assert.Contains(rows, r => r.Measure == "weight_distance");
    }
}
