using MathNet.Numerics.Statistics;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>match</c>: the smallest onset time, as a share of T, from which the learned NTK's test error stays within the
/// threshold of the parent's is at most 45 %.
/// </summary>
internal sealed class MatchClaim(ClaimParameters thresholds, int epochs) : Claim
{
    private const double Latest = 0.45;

    /// <inheritdoc/>
    public override string Id => "match";

    /// <inheritdoc/>
    public override string Text => "the learned NTK matches full training from 15 % to 45 % of T";

    /// <inheritdoc/>
    public override string Paper => "15 % to 45 % of T";

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var errors = NtkErrors(tables);
        var full = tables
            .Runs.Where(r => r.Kind == "parent" && r.Outcome == Outcomes.Trained)
            .Select(r => r.TestError)
            .ToList();
        if (errors.Count == 0 || full.Count == 0)
            return null;
        var bound = full.Mean() * (1 + thresholds.MatchRelative);
        var matched = errors.Reverse().TakeWhile(e => e.Value <= bound).Select(e => (double?)e.Key).LastOrDefault();
        if (matched is not { } time)
            return new Finding(
                double.PositiveInfinity,
                Holds: false,
                interval => $"not by epoch {Number(errors.Keys.Last())}{interval}"
            );
        var share = time / epochs;
        return new Finding(share, share <= Latest, interval => $"{Format(share)} of T{interval}");
    }

    /// <inheritdoc/>
    public override string Format(double value) =>
        double.IsPositiveInfinity(value) ? Number(value) : $"{Number(Math.Round(100 * value))} %";
}
