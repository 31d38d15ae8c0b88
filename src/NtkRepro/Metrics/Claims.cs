namespace NtkRepro.Metrics;

/// <summary>
/// Checks each claim of the paper against what was measured of one network on one dataset (paper.md, What the paper claims). A claim holds or
/// does not where the 95 % interval of the number that decides it lies on one side of the threshold.
/// </summary>
/// <remarks>
/// Intervals are those of paired resamples of the images, the same for all runs; of velocities, which do not depend on test images, of
/// resamples of the intervals of time. Seeds are not resampled: numbers are means over them, and the number of each is told.
/// </remarks>
public sealed class Claims
{
    private static readonly Claim[] Each =
    [
        new BasinClaim(),
        new TransientClaim(),
        new FactorClaim(),
        new MatchClaim(),
        new AdvantageClaim(),
        new UniversalClaim(),
    ];

    private readonly List<(Claim Claim, Finding? Finding, string Seeds)> found;

    /// <param name="input">What was measured.</param>
    public Claims(ClaimInput input)
    {
        var seeds = input.Plateaus.Select(p => p.Seed).Distinct().Order().ToList();
        var alone = seeds.Count > 1 ? seeds.ConvertAll(input.Of) : [];
        found =
        [
            .. Each.Select(claim =>
                (claim, claim.Measure(input), string.Join(", ", alone.Select(one => InBrief(claim, one))))
            ),
        ];
    }

    /// <summary>The ids of the claims, in the paper's order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Each.Select(claim => claim.Id)];

    /// <summary>All claims, in the paper's order.</summary>
    public IReadOnlyList<ClaimRow> All() => [.. found.Select(f => Row(f.Claim, f.Finding, f.Seeds))];

    /// <summary>The numbers behind them.</summary>
    public IReadOnlyList<FindingRow> Findings() =>
        [
            .. found
                .Where(f => f.Finding is not null)
                .SelectMany(f =>
                    f.Finding!.Parts.Select(p => new FindingRow(
                        f.Claim.Id,
                        p.Name,
                        p.Decides,
                        p.Value,
                        p.Interval.Low,
                        p.Interval.High,
                        p.Threshold,
                        p.Verdict
                    ))
                ),
        ];

    /// <summary>
    /// The claim <c>universal</c> over all networks and datasets: it holds where it holds for each for which it is testable, and is not
    /// testable unless there are at least two of these. Its number and interval are those with the greatest ratio.
    /// </summary>
    /// <param name="rows">The claims of all networks and datasets; those with other ids are passed over.</param>
    public static ClaimRow Universal(IEnumerable<ModelClaimRow> rows) => UniversalClaim.Overall(rows);

    /// <summary>The number that decides a claim in a word or two, for a cell of a table.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="value">Its number.</param>
    /// <param name="threshold">What that is compared with: of <c>factor3</c> it says whether the number is a factor or a share of the gap.</param>
    public static string InBrief(string id, double value, double threshold = double.NaN) =>
        id switch
        {
            _ when double.IsNaN(value) => "–",
            _ when double.IsPositiveInfinity(value) => "never",
            "basin" => $"epoch {Claim.Number(value)}",
            "match" => $"{Claim.Number(Math.Round(100 * value))} %",
            "factor3" when IsShare(id, threshold) => $"gap {Claim.Number(Math.Round(100 * value))} %",
            _ => $"{Claim.Number(value)} ×",
        };

    /// <summary>An interval of the number that decides a claim, in the unit that <see cref="InBrief(string, double, double)"/> gives: <c>[low, high]</c>.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="low">Its lower end, in the number's own unit.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="threshold">What the number is compared with.</param>
    public static string BoundsInBrief(string id, double low, double high, double threshold = double.NaN)
    {
        return $"[{Bound(low)}, {Bound(high)}]";

        string Bound(double value) => Claim.Number(IsShare(id, threshold) ? Math.Round(100 * value) : value);
    }

    /// <summary>What the number that decides a claim is asked to be, in that unit: <c>at most epoch 3</c>.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="threshold">What the number is compared with.</param>
    public static string ThresholdInBrief(string id, double threshold)
    {
        var side = id is "transient" or "factor3" ? "at least" : "at most";
        return double.IsNaN(threshold) ? "–"
            : id == "factor3" && IsShare(id, threshold) ? $"gap {side} {Claim.Number(100 * threshold)} %"
            : $"{side} {InBrief(id, threshold, threshold)}";
    }

    // Of percentages.
    private static bool IsShare(string id, double threshold) => id == "match" || (id == "factor3" && threshold < 1);

    private static string InBrief(Claim claim, ClaimInput input) =>
        claim.Measure(input)?.Deciding is { } part
            ? InBrief(claim.Id, part.Value, part.Threshold)
            : InBrief(claim.Id, double.NaN);

    private static ClaimRow Row(Claim claim, Finding? finding, string seeds) =>
        finding is null
            ? new ClaimRow(
                claim.Id,
                claim.Text,
                claim.Paper,
                claim.Others,
                "",
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                "",
                Verdicts.NotMeasured
            )
            : new ClaimRow(
                claim.Id,
                claim.Text,
                claim.Paper,
                claim.Others,
                finding.NotTestable is { } reason
                    ? reason + (finding.Words.Length > 0 ? $" ({finding.Words})" : "")
                    : finding.Words,
                finding.Deciding.Value,
                finding.Deciding.Interval.Low,
                finding.Deciding.Interval.High,
                finding.Deciding.Threshold,
                seeds,
                finding.Verdict
            );
}
