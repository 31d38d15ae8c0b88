using MathNet.Numerics.Statistics;

namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>advantage</c>: at every learning rate the nonlinear advantage falls with the barrier (Spearman over times)
/// and is below the threshold at the last time. Its number is the correlation at the highest rate.
/// </summary>
internal sealed class AdvantageClaim(ClaimParameters thresholds) : Claim
{
    private const int LeastTimes = 3;

    /// <inheritdoc/>
    public override string Id => "advantage";

    /// <inheritdoc/>
    public override string Text => "the nonlinear advantage vanishes with the barrier, even at a low learning rate";

    /// <inheritdoc/>
    public override string Paper => "vanishes together";

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var barriers = Barriers(tables);
        var parts = tables
            .Onsets.Where(o => !o.Diverged)
            .GroupBy(o => o.Rate)
            .OrderByDescending(g => g.Key)
            .Select(g => AtRate(g.Key, ByTime(g, o => o.Time, o => o.NonlinearAdvantage), barriers))
            .OfType<Part>()
            .ToList();
        if (parts.Count == 0)
            return null;
        var holds = parts.TrueForAll(p => p.Rank >= thresholds.Spearman && p.Last < thresholds.BarrierPoints);
        return new Finding(
            parts[0].Rank,
            holds,
            interval => string.Join("; ", parts.Select((p, i) => Words(p, i == 0 ? interval : "")))
        );
    }

    // Null where too few times are shared, or one of the two is the same at all of them.
    private static Part? AtRate(
        double rate,
        SortedDictionary<double, double> advantages,
        SortedDictionary<double, double> barriers
    )
    {
        var times = advantages.Keys.Where(barriers.ContainsKey).ToList();
        if (times.Count < LeastTimes)
            return null;
        var rank = Correlation.Spearman(times.Select(t => advantages[t]), times.Select(t => barriers[t]));
        return double.IsNaN(rank) ? null : new Part(rate, rank, 100 * advantages[times[^1]]);
    }

    private static string Words(Part part, string interval) =>
        $"×{Number(part.Rate)}: rank {Number(part.Rank)}{interval}, last {Number(part.Last)} points";

    private sealed record Part(double Rate, double Rank, double Last);
}
