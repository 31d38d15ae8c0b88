namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>factor3</c>: the test error of the initial NTK over that of the NTK of epoch 3 or 4, the better of the two, is at least 3. Where
/// full training itself is not that much better than the initial NTK, the share of that gap which is closed decides instead.
/// </summary>
internal sealed class FactorClaim : Claim
{
    private const double Least = 3;

    private static readonly double[] Times = [3, 4];

    /// <inheritdoc/>
    public override string Id => "factor3";

    /// <inheritdoc/>
    public override string Text => "in 3 to 4 epochs the learned NTK beats the initial one by a factor of 3";

    /// <inheritdoc/>
    public override string Paper => "3 at epochs 3 to 4 (0.6 → 0.2)";

    /// <inheritdoc/>
    public override string Others => "2.5 ×; 109 % of the gap closed at epoch 3.2";

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        var errors = input.Evidence.Errors["linearized"].Mean();
        var times = Times.Where(errors.ContainsKey).ToList();
        if (!errors.TryGetValue(0, out var initial) || times.Count == 0)
            return null;
        var time = times.MinBy(t => errors[t].Value);
        var factor = Estimate.Map(v => v[0] / v[1], initial, errors[time]);
        var gaps = input.Evidence.GapsClosed.Mean();
        if (!gaps.TryGetValue(time, out var gap) || input.Evidence.Plateaus.Count == 0)
            return new Finding(
                [Part.AtLeast($"factor at epoch {Number(time)}", factor.Value, factor.Interval, Least)],
                $"{Number(factor.Value)} × better at epoch {Number(time)}"
            );
        var plateau = Estimate.Mean([.. input.Evidence.Plateaus.Values]);
        var ceiling = Estimate.Map(v => v[0] / v[1], initial, plateau);
        var isReachable = ceiling.Value >= Least;
        var literal = Part.AtLeast(
            $"factor at epoch {Number(time)}",
            factor.Value,
            factor.Interval,
            Least,
            decides: isReachable
        );
        var closed = Part.AtLeast(
            $"gap closed at epoch {Number(time)}",
            gap.Value,
            gap.Interval,
            input.Thresholds.GapClosed,
            decides: !isReachable
        );
        var told = Part.Told("ceiling: the initial kernel's error over the plateau", ceiling);
        var words =
            $"{Number(factor.Value)} × better at epoch {Number(time)} ({Points(initial.Value)} % → {Points(errors[time].Value)} %), which closes "
            + $"{Percent(gap.Value)} of the gap to full training"
            + (isReachable ? "" : $"; full training itself is {Number(ceiling.Value)} × better");
        return new Finding(
            [literal, closed, told],
            words,
            ceiling.Interval.Low <= 1
                ? $"full training, with {Points(plateau.Value)} % in its plateau, is not surely better than the initial kernel with {Points(initial.Value)} %"
                : null
        );
    }
}
