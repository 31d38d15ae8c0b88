using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>transient</c>: the mean kernel velocity before epoch 1 over that of the second half of the run, and the
/// slope of log v in that half, which is to be flat.
/// </summary>
internal sealed class TransientClaim(ClaimParameters thresholds, int epochs) : Claim
{
    /// <inheritdoc/>
    public override string Id => "transient";

    /// <inheritdoc/>
    public override string Text => "the kernel first changes rapidly, then at constant velocity";

    /// <inheritdoc/>
    public override string Paper => "fast, then constant";

    /// <inheritdoc/>
    public override bool ReadsTestErrors => false;

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var velocities = tables.KernelVelocities.Where(v => double.IsFinite(v.Velocity)).ToList();
        var early = velocities.Where(v => v.Time < 1).Select(v => v.Velocity).ToList();
        var late = velocities.Where(v => v.Time >= epochs / 2.0 && v.Velocity > 0).ToList();
        if (early.Count == 0 || late.Select(v => v.Time).Distinct().Count() < 2)
            return null;
        var ratio = early.Mean() / late.Select(v => v.Velocity).Mean();
        var (_, slope) = Fit.Line([.. late.Select(v => v.Time)], [.. late.Select(v => Math.Log(v.Velocity))]);
        var holds = ratio >= thresholds.VelocityRatio && Math.Abs(slope) <= thresholds.VelocitySlope;
        return new Finding(
            ratio,
            holds,
            interval => $"{Number(ratio)} × faster{interval}, then log v {slope:+0.##;-0.##;0} per epoch"
        );
    }
}
