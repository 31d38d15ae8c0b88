namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>advantage</c>: the first onset time from which the nonlinear advantage is not above 0 and the spawn time at which the barrier
/// vanishes, as in <c>basin</c>, are within a factor of each other.
/// </summary>
internal sealed class AdvantageClaim : Claim
{
    /// <inheritdoc/>
    public override string Id => "advantage";

    /// <inheritdoc/>
    public override string Text => "the nonlinear advantage vanishes with the barrier, even at a low learning rate";

    /// <inheritdoc/>
    public override string Paper => "vanishes together";

    /// <inheritdoc/>
    public override string Others => "37 points at 0, 0.5 at epoch 3.2, then 0.7 to 1.0 last";

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        var (advantages, barriers) = (input.Evidence.Advantages.Mean(), input.Evidence.TestBarriers.Mean());
        if (advantages.Count == 0 || Settled(input) is not var (onTest, onTrain))
            return null;
        var joined = onTest.And(onTrain);
        var thresholds = input.Thresholds;
        var gone = Passage.NotAbove(advantages, thresholds.NegligiblePoints / 100);
        var rest = Estimate.Mean([
            .. advantages.Where(a => a.Key >= gone.Value).Select(a => a.Value).DefaultIfEmpty(advantages.Last().Value),
        ]);
        var first = advantages.First();
        Part[] parts =
        [
            Part.AtMost(
                "ratio of the two epochs",
                Ratio(gone.Value, joined.Value),
                Ratios(gone, joined),
                thresholds.TimeRatio
            ),
            Told("epoch from which the advantage is not above 0", gone),
            Told("epoch from which the barrier is gone", joined),
            Part.Told($"advantage at onset {Number(first.Key)}", first.Value),
            Part.Told("advantage from then on, in the mean", rest),
        ];
        var words =
            $"the advantage is {Points(first.Value.Value)} points at onset {Number(first.Key)}; "
            + Since(gone.Value, advantages.Last().Key, "it is not surely above 0", "it is still above 0")
            + $" ({Points(rest.Value)} points{(double.IsFinite(gone.Value) ? " in the mean" : "")}); "
            + Since(
                joined.Value,
                barriers.Last().Key,
                "the barrier, on test and training images, is gone",
                "the barrier is not yet gone"
            );
        return new Finding(parts, words, Untestable(first) ?? WithoutBarrier(input));

        static Part Told(string name, Passage passage) =>
            new(name, passage.Value, new Interval(passage.Low, passage.High), double.NaN, "", Decides: false);
    }

    private static string? Untestable(KeyValuePair<double, Estimate> first)
    {
        if (first.Key > 0)
            return $"no advantage was measured at onset 0; the first is at epoch {Number(first.Key)}";
        return first.Value.Interval.Low <= 0
            ? $"there is no advantage at onset 0: {Points(first.Value.Value)} points, and the interval reaches 0"
            : null;
    }

    private static double Ratio(double one, double other) =>
        one == other && double.IsFinite(one) ? 1
        : Math.Min(one, other) == 0 || double.IsInfinity(Math.Max(one, other)) ? double.PositiveInfinity
        : Math.Max(one, other) / Math.Min(one, other);

    // Of all pairs of times that the two intervals allow.
    private static Interval Ratios(Passage one, Passage other)
    {
        double[] ratios =
        [
            Ratio(one.Low, other.Low),
            Ratio(one.Low, other.High),
            Ratio(one.High, other.Low),
            Ratio(one.High, other.High),
        ];
        var overlaps = one.Low <= other.High && other.Low <= one.High;
        return new Interval(overlaps ? 1 : ratios.Min(), ratios.Max());
    }
}
