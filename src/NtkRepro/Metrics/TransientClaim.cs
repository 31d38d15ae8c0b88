using MathNet.Numerics;
using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>transient</c>, in the constant phase of the learning rate alone: the mean kernel velocity before epoch 1 over that of the second
/// half, that mean, and how much the velocity changes over that half relative to it. Intervals resample the intervals of time.
/// </summary>
internal sealed class TransientClaim : Claim
{
    private const int LeastLate = 4;

    /// <inheritdoc/>
    public override string Id => "transient";

    /// <inheritdoc/>
    public override string Text => "the kernel first changes rapidly, then at constant velocity";

    /// <inheritdoc/>
    public override string Paper => "fast, then constant";

    /// <inheritdoc/>
    public override string Others => "3.6 × faster before epoch 1, and rising again late";

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        var end = input.ConstantEpochs;
        var velocities = input.Velocities.Where(v => double.IsFinite(v.Velocity)).ToList();
        if (velocities.Count == 0)
            return null;
        if (end == 0)
            return new Finding(
                [Part.Told("velocity", Estimate.Of(velocities.Average(v => v.Velocity)))],
                "",
                "the learning rate has no constant phase, and takes the velocity with it"
            );
        var early = velocities.Where(v => v.Time < 1).ToList();
        var late = SecondHalf(velocities, end);
        if (early.Count == 0 || late.Count < LeastLate)
            return new Finding(
                [Part.Told("velocity", Estimate.Of(velocities.Average(v => v.Velocity)))],
                "",
                $"{early.Count} velocities lie before epoch 1 and {late.Count} in the second half of the constant phase, which ends at epoch "
                    + $"{Number(end)}; one and {LeastLate} are needed"
            );
        var (thresholds, resamples) = (input.Thresholds, input.Thresholds.Resamples);
        var (ratio, level, change) = (Ratio(early, late), Mean(late), Change(late));
        Part[] parts =
        [
            Part.AtLeast(
                "velocity before epoch 1 over that of the second half",
                ratio,
                Bootstrap.Of(random => Ratio(Draw(early, random), Draw(late, random)), resamples, "velocity ratio"),
                thresholds.VelocityRatio
            ),
            Part.AtLeast(
                "velocity of the second half, per epoch",
                level,
                Bootstrap.Of(random => Mean(Draw(late, random)), resamples, "velocity"),
                thresholds.VelocityFloor
            ),
            Part.Within(
                "change over the second half, relative to its mean",
                change,
                Bootstrap.Of(random => Change(Draw(late, random)), resamples, "velocity change"),
                thresholds.VelocityChange
            ),
        ];
        var words =
            $"{Number(ratio)} × faster before epoch 1 than in the second half of the constant phase, where the velocity is {Number(level)} per "
            + $"epoch and changes by {Percent(change)} of itself";
        return new Finding(parts, words);
    }

    private static double Mean(List<KernelVelocityRow> rows) => rows.Average(v => v.Velocity);

    private static double Ratio(List<KernelVelocityRow> early, List<KernelVelocityRow> late) =>
        Mean(early) / Mean(late);

    // Where one time alone is drawn there is no slope.
    private static double Change(List<KernelVelocityRow> late)
    {
        double[] times = [.. late.Select(v => v.Time)];
        if (times.Max() - times.Min() < 1e-9)
            return double.NaN;
        var (_, slope) = Fit.Line(times, [.. late.Select(v => v.Velocity)]);
        return slope * (times.Max() - times.Min()) / Mean(late);
    }

    private static List<KernelVelocityRow> Draw(List<KernelVelocityRow> rows, CounterRandom random) =>
        rows.ConvertAll(_ => rows[random.NextBelow(rows.Count)]);
}
