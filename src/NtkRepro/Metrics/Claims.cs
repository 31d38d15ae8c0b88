using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>
/// Checks each claim of the paper against the tables of one network on one dataset (paper.md, What the paper claims),
/// with bootstrap 95 % intervals of the number that decides it.
/// </summary>
/// <remarks>
/// An interval is over seeds, drawn with replacement, and over test images, each error rate drawn anew from its binomial
/// distribution. With one seed it reflects the sampling of test images alone, and a claim that reads no test error
/// (<c>transient</c>) has none. Drawing adds the noise of sampling to errors that have it already, which blurs ranks: the
/// intervals of correlations, of the least of several most of all, reach further down than up.
/// </remarks>
/// <param name="tables">What was measured. Rows of diverged runs are left out.</param>
/// <param name="thresholds">When a claim counts as holding.</param>
/// <param name="epochs">T.</param>
/// <param name="images">How many images test errors were measured on; null to resample seeds alone.</param>
public sealed class Claims(MetricTables tables, ClaimParameters thresholds, int epochs, ImageCounts? images = null)
{
    /// <summary>The verdict on a claim that holds.</summary>
    public const string Holds = "holds";

    /// <summary>The verdict on a claim that was measured and does not hold.</summary>
    public const string DoesNotHold = "does not hold";

    /// <summary>The verdict on a claim for which there are no runs, or too few.</summary>
    public const string NotMeasured = "not measured";

    private readonly Claim[] claims =
    [
        new BasinClaim(thresholds),
        new TransientClaim(thresholds, epochs),
        new FactorClaim(),
        new MatchClaim(thresholds, epochs),
        new AdvantageClaim(thresholds),
        new UniversalClaim(thresholds),
    ];

    /// <summary>All claims, in the paper's order.</summary>
    public IReadOnlyList<ClaimRow> All()
    {
        var findings = Array.ConvertAll(claims, claim => claim.Measure(tables));
        var intervals = Intervals(findings);
        return [.. claims.Select((claim, i) => Row(claim, findings[i], intervals[i]))];
    }

    /// <summary>
    /// The claim <c>universal</c> over all networks and datasets: it holds where it holds for each for which it was
    /// measured, and is not measured unless there are at least two of these. Its number and interval are those of the
    /// network and dataset whose least correlation is the lowest.
    /// </summary>
    /// <param name="rows">The claims of all networks and datasets; those with other ids are passed over.</param>
    public static ClaimRow Universal(IEnumerable<ModelClaimRow> rows) => UniversalClaim.Overall(rows);

    /// <summary>The number that decides a claim in a word or two, for a cell of a table.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="value">Its number.</param>
    public static string InBrief(string id, double value) =>
        id switch
        {
            _ when double.IsPositiveInfinity(value) => "never",
            "basin" => $"epoch {Claim.Number(value)}",
            "transient" or "factor3" => $"{Claim.Number(value)} ×",
            "match" => $"{Claim.Number(Math.Round(100 * value))} %",
            _ => Claim.Number(value),
        };

    /// <summary>An interval of the number that decides a claim, in the unit that <see cref="InBrief"/> gives: <c>[low, high]</c>.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="low">Its lower end, in the number's own unit.</param>
    /// <param name="high">Its upper end.</param>
    public static string BoundsInBrief(string id, double low, double high)
    {
        var factor = id == "match" ? 100 : 1;
        return $"[{Claim.Number(factor * low)}, {Claim.Number(factor * high)}]";
    }

    // Every resample of the tables serves all claims.
    private Interval[] Intervals(Finding?[] findings)
    {
        var sampler = new TableSampler(tables, images);
        var severalSeeds = sampler.Seeds.Count > 1;
        bool[] sampled =
        [
            .. claims.Select(
                (claim, i) => findings[i] is not null && (severalSeeds || (images is not null && claim.ReadsTestErrors))
            ),
        ];
        var values = claims.Select(_ => new List<double>()).ToList();
        for (var r = 0; r < thresholds.Resamples && sampled.Contains(true); r++)
        {
            var drawn = sampler.Draw(new CounterRandom(0, "claims", r));
            for (var i = 0; i < claims.Length; i++)
            {
                if (sampled[i])
                    values[i].Add(claims[i].Measure(drawn)?.Value ?? double.NaN);
            }
        }
        return [.. values.Select(Bootstrap.Percentile)];
    }

    private static ClaimRow Row(Claim claim, Finding? finding, Interval interval)
    {
        if (finding is null)
            return new ClaimRow(claim.Id, claim.Text, claim.Paper, "", double.NaN, double.NaN, double.NaN, NotMeasured);
        var text = double.IsNaN(interval.Low) ? "" : $" [{claim.Format(interval.Low)}, {claim.Format(interval.High)}]";
        return new ClaimRow(
            claim.Id,
            claim.Text,
            claim.Paper,
            finding.Ours(text),
            finding.Value,
            interval.Low,
            interval.High,
            finding.Holds ? Holds : DoesNotHold
        );
    }
}
