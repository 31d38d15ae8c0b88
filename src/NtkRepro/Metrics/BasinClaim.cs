namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>basin</c>: the smallest spawn time from which every later barrier, on test and on training images, stays under the threshold is
/// at most 3.
/// </summary>
internal sealed class BasinClaim : Claim
{
    private const double Latest = 3;

    /// <inheritdoc/>
    public override string Id => "basin";

    /// <inheritdoc/>
    public override string Text => "the final basin is determined within 2 to 3 epochs";

    /// <inheritdoc/>
    public override string Paper => "2 to 3 epochs";

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        if (Settled(input) is not var (onTest, onTrain))
            return null;
        var both = onTest.And(onTrain);
        var (test, train) = (input.Evidence.TestBarriers.Mean(), input.Evidence.TrainBarriers.Mean());
        var first = test.First();
        Part[] parts =
        [
            Of("epoch, on test and training images", both, decides: true),
            Of("epoch, on test images", onTest, decides: false),
            Of("epoch, on training images", onTrain, decides: false),
            Part.Told($"test error barrier at epoch {Number(first.Key)}", first.Value),
            Part.Told($"training error barrier at epoch {Number(first.Key)}", train.First().Value),
        ];
        var words =
            $"the barrier is {Points(first.Value.Value)} points on test and {Points(train.First().Value.Value)} on training images at epoch "
            + $"{Number(first.Key)}; "
            + Since(
                both.Value,
                test.Last().Key,
                $"it is under {Number(input.Thresholds.BarrierPoints)} on both",
                $"it is not yet under {Number(input.Thresholds.BarrierPoints)} on both"
            );
        var untestable =
            NotConverged(input, input.Pairs.Select(p => p.TrainError), "children end with up to")
            ?? WithoutBarrier(input);
        return new Finding(parts, words, untestable);

        static Part Of(string name, Passage passage, bool decides) =>
            Part.AtMost(name, passage.Value, new Interval(passage.Low, passage.High), Latest, decides);
    }
}
