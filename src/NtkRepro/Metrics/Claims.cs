using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>Checks each claim of the paper against the tables of one model (paper.md, What the paper claims).</summary>
/// <param name="tables">What was measured. Rows of diverged runs are left out.</param>
/// <param name="thresholds">When a claim counts as holding.</param>
/// <param name="epochs">T.</param>
public sealed class Claims(MetricTables tables, ClaimParameters thresholds, int epochs)
{
    private static readonly double[] FactorTimes = [3, 4];

    private const string Holds = "holds";
    private const string DoesNotHold = "does not hold";
    private const string NotMeasured = "not measured";

    /// <summary>All claims, in the paper's order.</summary>
    public IReadOnlyList<ClaimRow> All() => [Basin(), Transient(), Factor3(), Match(), Advantage(), Universal()];

    private ClaimRow Basin()
    {
        const string claim = "the final basin is determined within 2 to 3 epochs";
        const string paper = "2 to 3 epochs";
        var barriers = Barriers(rate: 1);
        if (barriers.Count == 0)
            return Missing("basin", claim, paper);
        // Smallest time from which every later barrier stays under the threshold.
        var settled = barriers
            .Reverse()
            .TakeWhile(b => 100 * b.Value < thresholds.BarrierPoints)
            .Select(b => (double?)b.Key)
            .LastOrDefault();
        return settled is { } time
            ? Row("basin", claim, paper, $"epoch {Text(time)}", time, time <= 3)
            : Row("basin", claim, paper, $"not by epoch {Text(barriers.Keys.Last())}", double.PositiveInfinity, false);
    }

    private ClaimRow Transient()
    {
        const string claim = "the kernel first changes rapidly, then at constant velocity";
        const string paper = "fast, then constant";
        var early = tables
            .KernelVelocities.Where(v => v.Time < 1)
            .Select(v => v.Velocity)
            .Where(double.IsFinite)
            .ToList();
        var late = tables
            .KernelVelocities.Where(v => v.Time >= epochs / 2.0 && double.IsFinite(v.Velocity) && v.Velocity > 0)
            .ToList();
        if (early.Count == 0 || late.Count < 2)
            return Missing("transient", claim, paper);
        var ratio = early.Mean() / late.Select(v => v.Velocity).Mean();
        var (_, slope) = Fit.Line([.. late.Select(v => v.Time)], [.. late.Select(v => Math.Log(v.Velocity))]);
        var ours = $"{Text(ratio)} times faster before epoch 1; then slope of log v {Text(slope)} per epoch";
        var constant = Math.Abs(slope) <= thresholds.VelocitySlope;
        return Row("transient", claim, paper, ours, ratio, ratio >= thresholds.VelocityRatio && constant);
    }

    private ClaimRow Factor3()
    {
        const string claim = "in 3 to 4 epochs the learned NTK beats the initial one by a factor of 3";
        const string paper = "3 at epochs 3 to 4";
        var errors = NtkErrors(rate: 1);
        var times = FactorTimes.Where(errors.ContainsKey).ToList();
        if (!errors.TryGetValue(0, out var initial) || times.Count == 0)
            return Missing("factor3", claim, paper);
        var factors = times.ConvertAll(t => (Time: t, Factor: initial / errors[t]));
        var ours = string.Join(", ", factors.Select(f => $"{Text(f.Factor)} at epoch {Text(f.Time)}"));
        var best = factors.Max(f => f.Factor);
        return Row("factor3", claim, paper, ours, best, best >= 3);
    }

    private ClaimRow Match()
    {
        const string claim = "the learned NTK matches full training from 15 % to 45 % of T";
        const string paper = "15 % to 45 % of T";
        var errors = NtkErrors(rate: 1);
        var full = tables
            .Runs.Where(r => r.Kind == "parent" && r.Outcome == Outcomes.Trained)
            .Select(r => r.TestError)
            .ToList();
        if (errors.Count == 0 || full.Count == 0)
            return Missing("match", claim, paper);
        var bound = full.Mean() * (1 + thresholds.MatchRelative);
        var matched = errors.Reverse().TakeWhile(e => e.Value <= bound).Select(e => (double?)e.Key).LastOrDefault();
        if (matched is not { } time)
            return Row(
                "match",
                claim,
                paper,
                $"not by epoch {Text(errors.Keys.Last())}",
                double.PositiveInfinity,
                false
            );
        var share = time / epochs;
        return Row("match", claim, paper, $"{Text(100 * share)} % of T (epoch {Text(time)})", share, share <= 0.45);
    }

    private ClaimRow Advantage()
    {
        const string claim = "the nonlinear advantage vanishes with the barrier, even at a low learning rate";
        const string paper = "vanishes together";
        var rates = tables.Onsets.Select(o => o.Rate).Distinct().OrderDescending().ToList();
        var parts = new List<string>();
        var (holds, value) = (true, double.NaN);
        foreach (var rate in rates)
        {
            var advantage = ByTime(
                tables.Onsets.Where(o => o.Rate == rate && !o.Diverged),
                o => o.Time,
                o => o.NonlinearAdvantage
            );
            var barrier = Barriers(rate: 1);
            var times = advantage.Keys.Where(barrier.ContainsKey).ToList();
            if (times.Count < 3)
                continue;
            var rank = Correlation.Spearman(times.Select(t => advantage[t]), times.Select(t => barrier[t]));
            var last = 100 * advantage[times[^1]];
            parts.Add($"rate ×{Text(rate)}: Spearman {Text(rank)}, {Text(last)} points at epoch {Text(times[^1])}");
            holds &= rank >= thresholds.Spearman && last < thresholds.BarrierPoints;
            if (double.IsNaN(value))
                value = rank;
        }
        return parts.Count == 0
            ? Missing("advantage", claim, paper)
            : Row("advantage", claim, paper, string.Join("; ", parts), value, holds);
    }

    private static ClaimRow Universal() =>
        Missing("universal", "the measures evolve together, across architectures and datasets", "all of them");

    // Mean test-error barrier by spawn time, in order of time.
    private SortedDictionary<double, double> Barriers(double rate) =>
        ByTime(tables.Barriers.Where(b => b.Rate == rate && !b.Diverged), b => b.Time, b => b.TestErrorBarrier);

    // Mean final test error of the linearized networks by onset time, in order of time.
    private SortedDictionary<double, double> NtkErrors(double rate) =>
        ByTime(
            tables.Runs.Where(r => r.Kind == "linearized" && r.Rate == rate && r.Outcome == Outcomes.Trained),
            r => r.Time,
            r => r.TestError
        );

    private static SortedDictionary<double, double> ByTime<T>(
        IEnumerable<T> rows,
        Func<T, double> time,
        Func<T, double> value
    ) => new(rows.GroupBy(time).ToDictionary(g => g.Key, g => g.Select(value).Mean()));

    private static ClaimRow Row(string id, string claim, string paper, string ours, double value, bool holds) =>
        new(id, claim, paper, ours, value, holds ? Holds : DoesNotHold);

    private static ClaimRow Missing(string id, string claim, string paper) =>
        new(id, claim, paper, "", double.NaN, NotMeasured);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
