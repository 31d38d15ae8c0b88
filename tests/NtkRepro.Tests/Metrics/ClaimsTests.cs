using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

/// <summary>The claims about the barrier and the kernel's motion.</summary>
public sealed class ClaimsTests
{
    [Fact]
    public void Of_empty_tables_no_claim_is_measured()
    {
        var rows = All(Nothing);

        Assert.Equal(["basin", "transient", "factor3", "match", "advantage", "universal"], rows.Select(r => r.Id));
        Assert.All(rows, r => Assert.Equal(("not measured", double.NaN), (r.Verdict, r.Value)));
    }

    [Theory]
    [InlineData(new[] { 0.05, 0.04, 0.019, 0.0 }, 2, "holds")] // times 0, 1, 2, 5
    [InlineData(new[] { 0.0, 0.0, 0.0, 0.0 }, 0, "holds")]
    [InlineData(new[] { 0.0, 0.0, 0.03, 0.0 }, 5, "does not hold")] // what comes back later has not vanished
    [InlineData(new[] { 0.05, 0.04, 0.03, 0.02 }, double.PositiveInfinity, "does not hold")]
    public void Basin_is_the_first_time_after_which_the_barrier_stays_down(
        double[] barriers,
        double time,
        string verdict
    )
    {
        var pairs = Times(0, 1, 2, 5).Zip(barriers, (t, b) => Pair(t, b)).ToList();

        Expect(Nothing with { Barriers = pairs }, "basin", time, verdict);
    }

    [Fact]
    public void Basin_takes_the_mean_over_pairs_and_leaves_out_diverged_ones_and_other_rates()
    {
        PairRow[] pairs =
        [
            Pair(1, 0.01),
            Pair(1, 0.028),
            Pair(2, 0.01),
            Pair(2, 0.9) with
            {
                Diverged = true,
            },
            Pair(4, 0.5) with
            {
                Rate = 0.1,
            },
        ];

        Expect(Nothing with { Barriers = pairs }, "basin", 1, "holds");
    }

    [Fact]
    public void Basin_is_not_measured_where_all_pairs_diverged() =>
        Expect(Nothing with { Barriers = [Pair(1, 0) with { Diverged = true }] }, "basin", double.NaN, "not measured");

    [Theory]
    [InlineData(1.0, 0.0, 10, "holds")]
    [InlineData(1.0, 0.05, 10, "holds")]
    [InlineData(0.15, 0.0, 1.5, "does not hold")] // hardly faster
    [InlineData(1.0, -0.2, 10, "does not hold")] // it goes on slowing down
    [InlineData(1.0, 0.2, 10, "does not hold")]
    public void Transient_needs_a_fast_start_and_a_constant_second_half(
        double early,
        double slope,
        double ratio,
        string verdict
    )
    {
        // The second half is exponential, of mean 0.1 over the times 10, 14 and 18.
        var late = Times(10, 14, 18).Select(t => Math.Exp(slope * t)).ToList();
        var velocities = Times(10, 14, 18)
            .Zip(late, (t, v) => Velocity(t, 0.1 * v / late.Average()))
            .Append(Velocity(0, 1.5 * early))
            .Append(Velocity(0.4, 0.5 * early))
            .Append(Velocity(5, 1000));

        Expect(Nothing with { KernelVelocities = [.. velocities] }, "transient", ratio, verdict);
    }

    [Fact]
    public void Transient_leaves_out_velocities_that_are_no_numbers()
    {
        KernelVelocityRow[] velocities =
        [
            Velocity(0, 1),
            Velocity(0.4, double.NaN),
            Velocity(10, 0.1),
            Velocity(12, double.NaN),
            Velocity(14, 0.1),
        ];

        Expect(Nothing with { KernelVelocities = velocities }, "transient", 10, "holds");
    }

    [Fact]
    public void Transient_is_not_measured_without_both_parts()
    {
        Expect(Nothing with { KernelVelocities = [Velocity(0, 1)] }, "transient", double.NaN, "not measured");
        Expect(
            Nothing with
            {
                KernelVelocities = [Velocity(10, 1), Velocity(12, 1)],
            },
            "transient",
            double.NaN,
            "not measured"
        );
    }
}
