using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

/// <summary>The claims about linearized networks beside nonlinear ones.</summary>
public sealed class LearnedKernelClaimsTests
{
    [Theory]
    [InlineData(0.6, 0.3, 0.19, 0.6 / 0.19, "holds")]
    [InlineData(0.6, 0.15, 0.3, 4, "holds")] // the better of the two times counts
    [InlineData(0.6, 0.3, 0.25, 2.4, "does not hold")]
    public void Factor3_divides_the_initial_error_by_the_learned_one(
        double initial,
        double at3,
        double at4,
        double factor,
        string verdict
    ) =>
        Expect(
            Nothing with
            {
                Runs = [Linearized(0, initial), Linearized(3, at3), Linearized(4, at4), Linearized(9, 0.001)],
            },
            "factor3",
            factor,
            verdict
        );

    [Fact]
    public void Factor3_leaves_out_diverged_runs_and_needs_both_ends()
    {
        var diverged = Linearized(3, 0.9) with { Outcome = "non-finite" };
        var stuck = Linearized(0, 0.1) with { Outcome = "at-chance" };

        Expect(
            Nothing with
            {
                Runs = [Linearized(0, 0.6), Linearized(3, 0.15), diverged, stuck],
            },
            "factor3",
            4,
            "holds"
        );
        Expect(Nothing with { Runs = [Linearized(0, 0.6), diverged] }, "factor3", double.NaN, "not measured");
        Expect(Nothing with { Runs = [stuck, Linearized(3, 0.15)] }, "factor3", double.NaN, "not measured");
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.21, 0.2, 0.2 }, 0.15, "holds")] // times 0, 3, 9, 12 of 20
    [InlineData(new[] { 0.5, 0.3, 0.22, 0.2 }, 0.45, "holds")]
    [InlineData(new[] { 0.5, 0.3, 0.3, 0.2 }, 0.6, "does not hold")]
    [InlineData(new[] { 0.5, 0.2, 0.3, 0.2 }, 0.6, "does not hold")]
    [InlineData(new[] { 0.5, 0.3, 0.3, 0.3 }, double.PositiveInfinity, "does not hold")]
    public void Match_is_the_share_of_the_run_from_which_the_kernel_keeps_up(
        double[] errors,
        double share,
        string verdict
    )
    {
        var runs = Times(0, 3, 9, 12).Zip(errors, Linearized).Append(Parent(0.201));

        Expect(Nothing with { Runs = [.. runs] }, "match", share, verdict);
    }

    [Fact]
    public void Match_compares_with_parents_that_trained()
    {
        var diverged = Parent(0.9) with { Outcome = "at-chance" };

        Expect(
            Nothing with
            {
                Runs = [Linearized(3, 0.5), Parent(0.2), diverged],
            },
            "match",
            double.PositiveInfinity,
            "does not hold"
        );
        Expect(Nothing with { Runs = [Linearized(3, 0.5), diverged] }, "match", double.NaN, "not measured");
        Expect(Nothing with { Runs = [Parent(0.2)] }, "match", double.NaN, "not measured");
    }

    [Theory]
    [InlineData(new[] { 0.3, 0.2, 0.1, 0.01 }, 1, "holds")] // times 0, 1, 2, 5
    [InlineData(new[] { 0.3, 0.2, 0.1, 0.03 }, 1, "does not hold")] // it does not vanish
    [InlineData(new[] { 0.0, 0.1, 0.2, 0.3 }, -1, "does not hold")]
    [InlineData(new[] { 0.2, 0.3, 0.1, 0.01 }, 0.8, "holds")] // Spearman: 1 − 6 · 2 / (4 · 15)
    public void Advantage_must_fall_with_the_barrier_and_vanish(double[] advantages, double rank, string verdict) =>
        Expect(WithBarriers(Times(0, 1, 2, 5).Zip(advantages, (t, a) => Onset(t, a))), "advantage", rank, verdict);

    [Fact]
    public void Advantage_must_vanish_at_every_rate()
    {
        var high = Times(0, 1, 2, 5).Zip([0.3, 0.2, 0.1, 0], (t, a) => Onset(t, a));
        var low = Times(0, 1, 2, 5).Zip([0.0, 0.1, 0.2, 0.3], (t, a) => Onset(t, a) with { Rate = 0.1 });

        Expect(WithBarriers(high.Concat(low)), "advantage", 1, "does not hold");
    }

    [Fact]
    public void Advantage_leaves_out_diverged_runs_and_needs_three_times()
    {
        var onsets = Times(0, 1, 2).Zip([0.3, 0.2, 0.01], (t, a) => Onset(t, a)).ToList();
        var diverged = Onset(2, 0.9) with { Diverged = true };

        Expect(WithBarriers([.. onsets, diverged]), "advantage", 1, "holds");
        Expect(WithBarriers([onsets[0], onsets[1], diverged]), "advantage", double.NaN, "not measured");
    }
}
