using System.Xml.Linq;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The paper's claims beside what was measured.</summary>
internal static class ClaimsSection
{
    private const string Others = "https://github.com/Raymondlol/fort2020-hacker-repro";

    private static readonly string[] Headings =
    [
        "Claim",
        "Paper",
        "Re-implementation",
        "Here",
        "Number, 95 % interval",
        "Threshold",
        "Verdict",
    ];

    public static XElement Of(ReportData data)
    {
        var all = data.Networks.SelectMany(n => n.Claims).ToList();
        return Section(
            2,
            "claims",
            "Claims of the paper",
            Tag("p", all.Count == 0 ? NotYet(data) : InShort(all)),
            Tag("div", Is("class", "answers"), all.GroupBy(c => c.Id).Select(c => Told([.. c], data))),
            all.Count == 0 ? null : Folded(data, all)
        );
    }

    private static string NotYet(ReportData data) =>
        data.SoFar is null
            ? "No claim was looked at."
            : "Not there yet: the claims are looked at when all runs of a network are there.";

    private static XElement Folded(ReportData data, List<ModelClaimRow> all) =>
        Tag(
            "details",
            Tag("summary", "All numbers, thresholds and intervals as a table"),
            Tag(
                "table",
                Is("class", "claims"),
                Is("role", "table"),
                Tag(
                    "caption",
                    "Each claim for each network. It holds, or does not, where the 95 % interval lies on one side of the threshold, and is undecided where it straddles it. A claim that does not hold at this scale is a result, not a failure."
                ),
                Tag("thead", Is("role", "rowgroup"), Row(Headings.Select(h => Heading(h, "col", "columnheader")))),
                data.Networks.Select(n => Group(n.Title, n.Claims)),
                data.Networks.Count > 1 ? Group("Over all networks and datasets", [Overall(all)]) : null
            ),
            Tag(
                "p",
                Is("class", "aside"),
                $"Intervals are percentile bootstrap intervals with {Numbers.Count(data.Parameters.Claims.Resamples)} resamples of the images, the same for all runs; those of velocities resample the intervals of time. "
                    + (
                        data.Parameters.Run.Seeds.Count == 1
                            ? "There is one seed, so that they say nothing of another. "
                            : "Seeds are not resampled: numbers are means over them, and that of each seed is told. "
                    ),
                "Thresholds were fixed before the run. Not testable: the setting cannot show the effect, for the reason given. Re-implementation: ",
                Link(Others, "fort2020-hacker-repro"),
                ", a network without norm on CIFAR-10, five seeds."
            )
        );

    // One claim: what the paper says, and what was found of each network.
    private static XElement Told(List<ModelClaimRow> claim, ReportData data)
    {
        var first = claim[0];
        var others = first.Others.Length == 0 ? "" : $" A re-implementation found: {first.Others}.";
        var overall = first.Id == "universal" && data.Networks.Count > 1 ? Overall(claim) : null;
        return Tag(
            "article",
            Is("id", $"claim-{first.Id}"),
            Is("aria-labelledby", $"claim-{first.Id}-heading"),
            Tag("h3", Is("id", $"claim-{first.Id}-heading"), Sentence(first.Claim)),
            Tag(
                "p",
                ClaimWords.Of(first.Id) is { Length: > 0 } words ? $"{words} " : "",
                Tag("span", Is("class", "aside"), $"The paper: {first.Paper}.{others}")
            ),
            Tag(
                "ul",
                claim.Select(c => Found(c, claim.Count > 1 ? NetworkTitle.Of(c.Model, c.Dataset) : "")),
                overall is null ? null : Found(overall, "all together")
            )
        );
    }

    private static XElement Found(ModelClaimRow claim, string network)
    {
        var isByNumber = VerdictSymbols.IsByNumber(claim.Verdict);
        var number = isByNumber
            ? $" Number: {Number(claim)}, asked for: {Claims.ThresholdInBrief(claim.Id, claim.Threshold)}. {ClaimWords.Why(claim.Verdict)}"
            : "";
        var ours = claim.Ours.Length == 0 ? "There are no runs for it, or too few." : $"{Sentence(claim.Ours)}.";
        return Tag(
            "li",
            Verdict(claim.Verdict),
            network.Length == 0 ? null : Tag("strong", $" {network}: "),
            $" {ours}{number}",
            claim.Seeds.Length == 0 || !isByNumber
                ? null
                : Tag("span", Is("class", "aside"), $" Each seed: {claim.Seeds}.")
        );
    }

    private static string Sentence(string words) =>
        words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];

    private static string InShort(List<ModelClaimRow> all)
    {
        (string Verdict, string One, string Several)[] words =
        [
            (Verdicts.Holds, "holds", "hold"),
            (Verdicts.DoesNotHold, "does not hold", "do not hold"),
            (Verdicts.Undecided, "is undecided", "are undecided"),
            (Verdicts.NotTestable, "is not testable here", "are not testable here"),
            (Verdicts.NotMeasured, "was not measured", "were not measured"),
        ];
        var told = words
            .Select(w => (Count: all.Count(c => c.Verdict == w.Verdict), w.One, w.Several))
            .Where(w => w.Count > 0)
            .Select(w => $"{w.Count} {(w.Count == 1 ? w.One : w.Several)}");
        return $"Of {Numbers.Of(all.Count, "claim")}, {Page.Listed(told)}.";
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
            Cell(2, claim.Others.Length == 0 ? "–" : claim.Others),
            Cell(
                3,
                claim.Ours.Length == 0 ? "–" : claim.Ours,
                claim.Seeds.Length == 0 ? null : Tag("span", Is("class", "words"), $"each seed: {claim.Seeds}")
            ),
            Cell(4, VerdictSymbols.IsByNumber(claim.Verdict) ? Number(claim) : "–"),
            Cell(5, Claims.ThresholdInBrief(claim.Id, claim.Threshold)),
            Tag(
                "td",
                Is("role", "cell"),
                Is("data-label", Headings[^1]),
                Is("class", "verdict"),
                Verdict(claim.Verdict)
            ),
        ]);

    private static string Number(ModelClaimRow claim)
    {
        var number = Claims.InBrief(claim.Id, claim.Value, claim.Threshold);
        var interval = double.IsNaN(claim.Low)
            ? ""
            : $" {Claims.BoundsInBrief(claim.Id, claim.Low, claim.High, claim.Threshold)}";
        return (number + interval).Replace('-', '−');
    }

    private static XElement Verdict(string verdict) =>
        Tag(
            "span",
            Is("class", $"chip {VerdictSymbols.StyleOf(verdict)}"),
            Tag("span", Is("aria-hidden", "true"), $"{VerdictSymbols.Of(verdict)} "),
            verdict
        );

    private static XElement Row(IEnumerable<XElement> cells) => Tag("tr", Is("role", "row"), cells);

    private static XElement Heading(string text, string scope, string role) =>
        Tag("th", Is("scope", scope), Is("role", role), text);

    private static XElement Cell(int column, params object?[] content) =>
        Tag("td", Is("role", "cell"), Is("data-label", Headings[column]), content);
}
