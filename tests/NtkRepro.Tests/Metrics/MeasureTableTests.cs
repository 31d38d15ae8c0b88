using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

public sealed class MeasureTableTests
{
    [Fact]
    public void Measures_of_pairs_are_means_over_the_pairs_of_a_seed_and_time()
    {
        var pair = new PairRow(3, 2, 1, 2, 9, 9, 9, 9, 9, 9, 9, 0.3, 0.4, 0.5, 0.6, Diverged: false);
        PairRow[] pairs =
        [
            pair,
            pair with
            {
                WeightDistance = 0.5,
                ReluDistance = 0.6,
                KernelDistance = 0.7,
                GradientSimilarity = 0.8,
            },
            pair with
            {
                WeightDistance = 5,
                Diverged = true,
            },
        ];

        var rows = MeasureTable.Of(Nothing with { Barriers = pairs }, new Evidence());

        Assert.All(rows, r => Assert.Equal((3, 2), (r.Seed, r.Time)));
        (string, double)[] expected =
        [
            ("relu_distance", 0.5),
            ("weight_distance", 0.4),
            ("kernel_distance", 0.6),
            ("gradient_similarity", 0.7),
        ];
        Assert.Equal(expected, rows.Select(r => (r.Measure, Math.Round(r.Value, 12))));
    }

    [Fact]
    public void What_depends_on_images_has_an_interval()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.01, (0, 0.4), (1, 0.3)), Series(0, (0, 0.3), (1, 0.25))),
            Plateaus = new Dictionary<int, Estimate> { [0] = Estimate.Of(0.2) },
            TestBarriers = Series(0.02, (0, 0.1)),
        };

        var rows = MeasureTable.Of(Nothing, evidence);

        Assert.Equal(
            [
                ("barrier", 0, 0.1, 0.08, 0.12),
                ("ntk_error", 0, 0.4, 0.39, 0.41),
                ("ntk_error", 1, 0.3, 0.29, 0.31),
                ("nonlinear_advantage", 0, 0.1, 0.09, 0.11),
                ("nonlinear_advantage", 1, 0.05, 0.04, 0.06),
                ("gap_closed", 0, 0, 0, 0),
                ("gap_closed", 1, 0.5, 0.476190476, 0.526315789),
            ],
            rows.Select(r => (r.Measure, r.Time, Round(r.Value), Round(r.Low), Round(r.High)))
        );

        static double Round(double value) => Math.Round(value, 9) + 0.0;
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
            Runs = [Run("linearized", time)],
            KernelVelocities = [Velocity(0, 0.8), Velocity(0.4, 0.5), Velocity(0.3, 7, seed: 1)],
        };

        var rows = MeasureTable.Of(tables, new Evidence()).Where(r => r.Measure == "kernel_velocity").ToList();

        if (double.IsNaN(velocity))
            Assert.Empty(rows);
        else
            Assert.Equal([new MeasureRow("kernel_velocity", 0, time, velocity, double.NaN, double.NaN)], rows);
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

        var rows = MeasureTable.Of(tables, new Evidence());

        MeasureRow[] expected =
        [
            new("sensitivity", 0, 0.25, 0.7, double.NaN, double.NaN),
            new("effective_rank", 0, 0.25, 5, double.NaN, double.NaN),
            new("alignment", 0, 0.25, 0.4, double.NaN, double.NaN),
        ];
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        var pair = Pair(1) with { ReluDistance = double.NaN, KernelDistance = double.PositiveInfinity };

        var rows = MeasureTable.Of(Nothing with { Barriers = [pair] }, new Evidence());

        Assert.DoesNotContain(rows, r => r.Measure is "relu_distance" or "kernel_distance");
        Assert.Contains(rows, r => r.Measure == "weight_distance");
    }
}
