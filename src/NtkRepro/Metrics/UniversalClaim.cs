using MathNet.Numerics.Statistics;

namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>universal</c>: the measures evolve together. As each of <see cref="MeasureTable.Core"/> is said to fall as the
/// basin is settled, the claim is taken to mean that Spearman's correlation over (seed, time) of every two of them reaches
/// the threshold. Its number is the least of these; it is not measured unless every two share at least four points and vary.
/// </summary>
internal sealed class UniversalClaim(ClaimParameters thresholds) : Claim
{
    private const string Name = "universal";
    private const string InWords = "the measures evolve together, across architectures and datasets";
    private const string Said = "all of them";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Text => InWords;

    /// <inheritdoc/>
    public override string Paper => Said;

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var rows = MeasureTable.Of(tables).Where(r => MeasureTable.Core.Contains(r.Measure)).ToList();
        var ranks = MeasureTable
            .Core.SelectMany(
                (a, i) =>
                    MeasureTable.Core.Skip(i + 1).Select(b => Correlations.Spearman(Correlations.Joined(rows, a, b)))
            )
            .ToList();
        if (ranks.Exists(double.IsNaN))
            return null;
        var least = ranks.Min();
        return new Finding(
            least,
            least >= thresholds.Spearman,
            interval => $"rank ≥ {Number(least)}{interval}, median {Number(ranks.Median())}"
        );
    }

    /// <summary>The claim over all networks and datasets: see <see cref="Claims.Universal"/>.</summary>
    public static ClaimRow Overall(IEnumerable<ModelClaimRow> rows)
    {
        var all = rows.Where(r => r.Id == Name).ToList();
        var measured = all.Where(r => r.Verdict != Claims.NotMeasured).ToList();
        if (measured.Count < 2)
            return new ClaimRow(Name, InWords, Said, "", double.NaN, double.NaN, double.NaN, Claims.NotMeasured);
        var holding = measured.Count(r => r.Verdict == Claims.Holds);
        var worst = measured.MinBy(r => r.Value)!;
        var unmeasured = measured.Count < all.Count ? $", {all.Count - measured.Count} not measured" : "";
        var ours =
            $"in {holding} of {measured.Count}{unmeasured}; least rank {Number(worst.Value)}: {worst.Model} on {worst.Dataset}";
        return new ClaimRow(
            Name,
            InWords,
            Said,
            ours,
            worst.Value,
            worst.Low,
            worst.High,
            holding == measured.Count ? Claims.Holds : Claims.DoesNotHold
        );
    }
}
