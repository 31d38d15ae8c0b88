using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

public sealed class ClaimsTests
{
    [Fact]
    public void Without_runs_nothing_is_measured()
    {
        var rows = new Claims(Input()).All();

        Assert.Equal(Claims.Ids, rows.Select(r => r.Id));
        Assert.All(rows, r => Assert.Equal(("not measured", "", double.NaN), (r.Verdict, r.Ours, r.Value)));
    }

    [Theory]
    // Under 2 points from epoch 1 on, and surely so: both ends of each interval are.
    [InlineData(0.05, 0.01, 0.001, 1, 1, 1, "holds")]
    // The interval at epoch 1 reaches over the threshold, that at 3 does not.
    [InlineData(0.05, 0.017, 0.005, 1, 1, 3, "holds")]
    // At epoch 3 it may still be above.
    [InlineData(0.05, 0.03, 0.012, 6, 1, 6, "undecided")]
    // It certainly is.
    [InlineData(0.05, 0.05, 0.001, 6, 6, 6, "does not hold")]
    public void The_basin_is_settled_when_the_barrier_is_gone(
        double atStart,
        double at1And3,
        double width,
        double value,
        double low,
        double high,
        string verdict
    )
    {
        var middle = verdict == "holds" ? 0.01 : at1And3;
        var barriers = Series(width, (0, atStart), (1, at1And3), (3, middle), (6, 0.001));

        var row = One(Input(new Evidence { TestBarriers = barriers, TrainBarriers = barriers }), "basin");

        Assert.Equal((value, low, high, verdict), (row.Value, row.Low, row.High, row.Verdict));
        Assert.Equal(3, row.Threshold);
    }

    [Fact]
    public void The_barrier_on_training_images_counts_too()
    {
        var evidence = new Evidence
        {
            TestBarriers = Series(0, (0, 0.2), (1, 0.001), (6, 0.001)),
            TrainBarriers = Series(0, (0, 0.3), (1, 0.04), (6, 0.001)),
        };

        var row = One(Input(evidence), "basin");

        Assert.Equal((6, "does not hold"), (row.Value, row.Verdict));
        Assert.Contains("20 points on test and 30 on training images at epoch 0", row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.019, 0.01, "under the threshold from the start")]
    [InlineData(0.2, 0.06, "children end with up to 6 % training error")]
    public void A_basin_without_a_barrier_or_without_convergence_is_not_testable(
        double barrier,
        double trainError,
        string reason
    )
    {
        var barriers = Series(0.001, (0, barrier), (1, 0.001));

        var row = One(
            Input(new Evidence { TestBarriers = barriers, TrainBarriers = barriers }, trainError: trainError),
            "basin"
        );

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains(reason, row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.8, 0.2, 0.0, "holds")]
    [InlineData(0.3, 0.2, 0.0, "does not hold")] // 1.5 times
    [InlineData(0.8, 0.2, 0.05, "does not hold")] // doubles within the second half
    [InlineData(0.02, 0.001, 0.0, "does not hold")] // there is no velocity left
    public void A_transient_is_fast_and_then_constant(double early, double late, double slope, string verdict)
    {
        var velocities = Grid().Select(t => Velocity(t, t < 1 ? early : late + (slope * Math.Max(0, t - 7.5))));

        var row = One(Input(velocities: velocities), "transient");

        Assert.Equal(verdict, row.Verdict);
        if (slope == 0)
            Assert.Equal(early / late, row.Value, 1e-9);
    }

    [Fact]
    public void What_follows_the_constant_phase_is_no_part_of_the_transient()
    {
        var velocities = Grid(20)
            .Select(t =>
                Velocity(
                    t,
                    t < 1 ? 0.8
                        : t < 15 ? 0.2
                        : 1e-6
                )
            );

        var row = One(Input(velocities: velocities), "transient");

        Assert.Equal("holds", row.Verdict);
        Assert.Equal(4, row.Value, 1e-9);
    }

    [Fact]
    public void A_transient_whose_intervals_scatter_is_undecided()
    {
        var velocities = Grid()
            .Select(
                (t, i) =>
                    Velocity(
                        t,
                        t < 1 ? 0.55
                            : i % 2 == 0 ? 0.05
                            : 0.5
                    )
            );

        Assert.Equal("undecided", One(Input(velocities: velocities), "transient").Verdict);
    }

    [Fact]
    public void With_a_cosine_a_transient_is_not_testable()
    {
        var row = One(Input(velocities: Grid().Select(t => Velocity(t, 0.2)), constantEpochs: 0), "transient");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("no constant phase", row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.6, 0.18, 0.1, 3.333, "holds")]
    [InlineData(0.6, 0.3, 0.1, 2, "does not hold")]
    public void A_factor_is_taken_at_the_better_of_epochs_3_and_4(
        double initial,
        double learned,
        double plateau,
        double value,
        string verdict
    )
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.002, (0, initial), (3, learned + 0.1), (4, learned), (10, 0.01))),
            Plateaus = new Dictionary<int, Estimate> { [0] = Spread(plateau, 0.002) },
        };

        var row = One(Input(evidence), "factor3");

        Assert.Equal(verdict, row.Verdict);
        Assert.Equal((value, 3), (Math.Round(row.Value, 3), row.Threshold));
    }

    [Fact]
    public void Where_full_training_is_no_three_times_better_the_gap_that_is_closed_decides()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.002, (0, 0.3), (3, 0.16))),
            Plateaus = new Dictionary<int, Estimate> { [0] = Spread(0.14, 0.002) },
        };

        var row = One(Input(evidence), "factor3");

        Assert.Equal(("holds", 0.67), (row.Verdict, row.Threshold));
        Assert.Equal(0.875, row.Value, 1e-9);
        Assert.Contains("full training itself is 2.14 × better", row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.13, 0.01, 0.2, 0.2, 0.2, "holds")] // surely below the plateau from 4 of 20 epochs on
    [InlineData(0.141, 0.01, 0.2, 0.2, double.PositiveInfinity, "undecided")] // not above it, and not surely so
    [InlineData(0.16, 0.01, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, "does not hold")]
    public void A_match_is_the_first_onset_whose_error_is_not_above_the_plateau(
        double late,
        double width,
        double value,
        double low,
        double high,
        string verdict
    )
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(width, (0, 0.3), (2, 0.2), (4, late), (9, late))),
            Plateaus = new Dictionary<int, Estimate> { [0] = Estimate.Of(0.14) },
            Finals = new Dictionary<int, Estimate> { [0] = Estimate.Of(0.1) },
        };

        var row = One(Input(evidence), "match");

        Assert.Equal((value, low, high, verdict), (row.Value, row.Low, row.High, row.Verdict));
    }

    [Fact]
    public void Onsets_that_end_before_the_papers_do_not_show_that_there_is_no_match()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.01, (0, 0.3), (3, 0.2))),
            Finals = new Dictionary<int, Estimate> { [0] = Estimate.Of(0.1) },
        };

        var row = One(Input(evidence), "match");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("the last onset is at 15 % of T", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_parent_reaches_that_has_not_converged_is_nothing_to_match()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0, (0, 0.3), (4, 0.1))),
            Finals = new Dictionary<int, Estimate> { [0] = Estimate.Of(0.2) },
        };

        var row = One(Input(evidence, trainError: 0.2), "match");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("20 % training error", row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "does not hold")] // three times as late as the barrier
    [InlineData(2, "holds")]
    [InlineData(1, "holds")]
    [InlineData(99, "does not hold")] // never
    public void The_advantage_is_to_vanish_with_the_barrier(double until, string verdict)
    {
        var control = Series(0, (0, 0.2), (1, 0.2), (2, 0.2), (3, 0.2), (6, 0.2));
        var linearized = Series(0.001, [.. new[] { 0.0, 1, 2, 3, 6 }.Select(t => (t, 0.2 + (t < until ? 0.05 : 0)))]);
        var evidence = new Evidence
        {
            Errors = Errors(linearized, control),
            TestBarriers = Series(0.001, (0, 0.2), (1, 0.001), (2, 0.001)),
            TrainBarriers = Series(0.001, (0, 0.3), (1, 0.001), (2, 0.001)),
        };

        Assert.Equal(verdict, One(Input(evidence), "advantage").Verdict);
    }

    [Theory]
    [InlineData(0.0, 0.2, "no advantage at onset 0")]
    [InlineData(0.05, 0.01, "under the threshold from the start")]
    public void What_was_never_there_cannot_vanish(double advantage, double barrier, string reason)
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.001, (0, 0.2 + advantage), (1, 0.2)), Series(0, (0, 0.2), (1, 0.2))),
            TestBarriers = Series(0.001, (0, barrier), (1, 0.001)),
            TrainBarriers = Series(0.001, (0, barrier), (1, 0.001)),
        };

        var row = One(Input(evidence), "advantage");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains(reason, row.Ours, StringComparison.Ordinal);
    }

    // A barrier on training images that stays is a barrier, as for the claim basin.
    [Fact]
    public void The_barrier_is_gone_where_it_is_on_both_sets()
    {
        var evidence = new Evidence
        {
            Errors = Errors(
                Series(0.001, (0, 0.3), (1, 0.3), (2, 0.2), (4, 0.2)),
                Series(0, (0, 0.2), (1, 0.2), (2, 0.2), (4, 0.2))
            ),
            TestBarriers = Series(0.001, (0, 0.2), (1, 0.001), (2, 0.001)),
            TrainBarriers = Series(0.001, (0, 0.3), (1, 0.1), (2, 0.001)),
        };

        Assert.Equal(1, One(Input(evidence), "advantage").Value);
    }

    [Fact]
    public void Without_onset_0_an_advantage_is_not_testable()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.001, (1, 0.3), (2, 0.2)), Series(0, (1, 0.2), (2, 0.2))),
            TestBarriers = Series(0.001, (0, 0.2), (1, 0.001)),
            TrainBarriers = Series(0.001, (0, 0.2), (1, 0.001)),
        };

        Assert.Equal("not testable", One(Input(evidence), "advantage").Verdict);
    }

    [Fact]
    public void A_factor_over_a_plateau_that_is_no_better_is_not_testable()
    {
        var evidence = new Evidence
        {
            Errors = Errors(Series(0.002, (0, 0.5), (3, 0.4))),
            Plateaus = new Dictionary<int, Estimate> { [0] = Spread(0.6, 0.002) },
        };

        var row = One(Input(evidence), "factor3");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("60 % in its plateau, is not surely better", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transient_of_too_few_velocities_says_so()
    {
        var row = One(Input(velocities: [Velocity(0, 1), Velocity(7.6, 0.2)]), "transient");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("one and 4 are needed", row.Ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "holds")]
    [InlineData(1, 4, "does not hold")]
    public void Measures_evolve_together_when_they_fall_at_the_same_time(double fast, double slow, string verdict)
    {
        var row = One(Input(Falling(9, fast, slow), Grid().Select(t => Velocity(t, Math.Exp(-t / fast)))), "universal");

        Assert.Equal(verdict, row.Verdict);
    }

    [Fact]
    public void Few_times_cannot_tell_whether_measures_evolve_together()
    {
        var row = One(Input(Falling(7, 1, 1), Grid().Select(t => Velocity(t, Math.Exp(-t)))), "universal");

        Assert.Equal("not testable", row.Verdict);
        Assert.Contains("measured at 7 times, and 8 are needed", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_are_averaged_and_the_number_of_each_is_told()
    {
        var one = Series(0, (0, 0.2), (1, 0.001), (2, 0.001));
        var other = new SeededSeries(
            new[] { (0.0, 0.2), (1.0, 0.035), (2.0, 0.001) }.Select(p => (1, p.Item1, Estimate.Of(p.Item2)))
        );
        var both = new SeededSeries(one.Values.Concat(other.Values).Select(v => (v.Key.Seed, v.Key.Time, v.Value)));
        var input = Input(new Evidence { TestBarriers = both, TrainBarriers = both });
        input = input with { Plateaus = [.. input.Plateaus, input.Plateaus[0] with { Seed = 1 }] };

        var row = One(input, "basin");

        // The mean at epoch 1 is 1.8 points.
        Assert.Equal((1, "epoch 1, epoch 2"), (row.Value, row.Seeds));
    }

    [Theory]
    [InlineData(new[] { "holds", "holds" }, "holds")]
    [InlineData(new[] { "holds", "undecided" }, "undecided")]
    [InlineData(new[] { "does not hold", "undecided", "holds" }, "does not hold")]
    [InlineData(new[] { "holds", "not testable" }, "not testable")]
    [InlineData(new[] { "not measured", "not measured" }, "not measured")]
    public void A_claim_over_all_networks_is_that_of_those_for_which_it_is_testable(string[] verdicts, string expected)
    {
        var rows = verdicts.Select(
            (verdict, i) => new ModelClaimRow("d", $"m{i}", "universal", "", "", "", "", i, i, i, 2, "", verdict)
        );

        Assert.Equal(expected, Claims.Universal(rows).Verdict);
    }

    private static IEnumerable<double> Grid(double end = 15) =>
        Enumerable.Range(0, (int)Math.Round(end / 0.4)).Select(i => i * 0.4);

    private static Evidence Falling(int times, double fast, double slow)
    {
        double[] at = [.. Enumerable.Range(0, times).Select(i => i * 1.5)];
        var zero = Series(0, [.. at.Select(t => (t, 0.0))]);
        return new Evidence
        {
            Errors = Errors(Series(0, [.. at.Select(t => (t, Math.Exp(-t / slow)))]), zero),
            TestBarriers = Series(0, [.. at.Select(t => (t, Math.Exp(-t / fast)))]),
            FunctionDistances = Series(0, [.. at.Select(t => (t, Math.Exp(-t / fast)))]),
        };
    }
}
