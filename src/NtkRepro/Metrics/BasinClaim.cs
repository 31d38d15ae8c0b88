namespace NtkRepro.Metrics;

/// <summary>Claim <c>basin</c>: the smallest spawn time from which every later barrier stays under the threshold is at most 3.</summary>
internal sealed class BasinClaim(ClaimParameters thresholds) : Claim
{
    private const double Latest = 3;

    /// <inheritdoc/>
    public override string Id => "basin";

    /// <inheritdoc/>
    public override string Text => "the final basin is determined within 2 to 3 epochs";

    /// <inheritdoc/>
    public override string Paper => "2 to 3 epochs";

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var barriers = Barriers(tables);
        if (barriers.Count == 0)
            return null;
        var settled = barriers
            .Reverse()
            .TakeWhile(b => 100 * b.Value < thresholds.BarrierPoints)
            .Select(b => (double?)b.Key)
            .LastOrDefault();
        return settled is { } time
            ? new Finding(time, time <= Latest, interval => $"epoch {Number(time)}{interval}")
            : new Finding(
                double.PositiveInfinity,
                Holds: false,
                interval => $"not by epoch {Number(barriers.Keys.Last())}{interval}"
            );
    }
}
