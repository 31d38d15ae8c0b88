using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Metrics;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The paper's claims beside what was measured.</summary>
internal static partial class ClaimsSection
{
    private static readonly string[] Headings = ["Claim", "Paper", "Here", "95 % interval", "Verdict"];

    public static XElement Of(ReportData data)
    {
        var all = data.Networks.SelectMany(n => n.Claims).ToList();
        return Section(
            2,
            "claims",
            "Claims of the paper",
            Tag("p", InShort(all)),
            Tag(
                "table",
                Is("class", "claims"),
                Is("role", "table"),
                Tag(
                    "caption",
                    "Each claim for each network, with bootstrap intervals. A claim that does not hold at this scale is a result, not a failure."
                ),
                Tag("thead", Is("role", "rowgroup"), Row(Headings.Select(h => Heading(h, "col", "columnheader")))),
                data.Networks.Select(n => Group(n.Title, n.Claims)),
                data.Networks.Count > 1 ? Group("Over all networks and datasets", [Overall(all)]) : null
            ),
            Tag(
                "p",
                Is("class", "aside"),
                $"Intervals are percentile bootstrap intervals with {Numbers.Count(data.Parameters.Claims.Resamples)} resamples: "
                    + (
                        data.Parameters.Run.Seeds.Count == 1
                            ? "with one seed they reflect the sampling of test images alone, and a claim that reads no test error has none."
                            : $"the {data.Parameters.Run.Seeds.Count} seeds are drawn anew, and so is each test error."
                    )
            )
        );
    }

    private static string InShort(List<ModelClaimRow> all)
    {
        var (holds, not) = (all.Count(c => c.Verdict == Claims.Holds), all.Count(c => c.Verdict == Claims.DoesNotHold));
        var rest = all.Count - holds - not;
        return $"Of {Numbers.Of(all.Count, "claim")}, {holds} {(holds == 1 ? "holds" : "hold")}, {not} {(not == 1 ? "does" : "do")} not hold"
            + (rest > 0 ? $", and {rest} {(rest == 1 ? "was" : "were")} not measured." : ".");
    }

    private static ModelClaimRow Overall(List<ModelClaimRow> all) => ModelClaimRow.Of("", "", Claims.Universal(all));

    private static XElement Group(string title, IEnumerable<ModelClaimRow> claims) =>
        Tag(
            "tbody",
            Is("role", "rowgroup"),
            Tag(
                "tr",
                Is("role", "row"),
                Is("class", "group"),
                Tag("th", Is("scope", "rowgroup"), Is("role", "rowheader"), Is("colspan", Headings.Length), title)
            ),
            claims.Select(Claim)
        );

    private static XElement Claim(ModelClaimRow claim) =>
        Row([
            Tag(
                "th",
                Is("scope", "row"),
                Is("role", "rowheader"),
                claim.Id,
                Tag("span", Is("class", "words"), claim.Claim)
            ),
            Cell(1, claim.Paper),
            Cell(2, claim.Ours.Length == 0 ? "–" : Interval().Replace(claim.Ours, "")),
            Cell(3, Intervals(claim.Ours)),
            Tag(
                "td",
                Is("role", "cell"),
                Is("data-label", Headings[4]),
                Is("class", "verdict"),
                Verdict(claim.Verdict)
            ),
        ]);

    private static string Intervals(string ours)
    {
        var found = Interval().Matches(ours).Select(m => m.Value.Trim()).ToList();
        return found.Count == 0 ? "–" : string.Join("; ", found);
    }

    private static XElement Verdict(string verdict)
    {
        var (symbol, style) = verdict switch
        {
            Claims.Holds => ("✓", "holds"),
            Claims.DoesNotHold => ("✗", "fails"),
            _ => ("–", "unknown"),
        };
        return Tag("span", Is("class", style), Tag("span", Is("aria-hidden", "true"), $"{symbol} "), verdict);
    }

    private static XElement Row(IEnumerable<XElement> cells) => Tag("tr", Is("role", "row"), cells);

    private static XElement Heading(string text, string scope, string role) =>
        Tag("th", Is("scope", scope), Is("role", role), text);

    private static XElement Cell(int column, string text) =>
        Tag("td", Is("role", "cell"), Is("data-label", Headings[column]), text);

    // An interval within the words of a claim: ` [1, ∞]`.
    [GeneratedRegex(@" \[[^\[\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Interval();
}
