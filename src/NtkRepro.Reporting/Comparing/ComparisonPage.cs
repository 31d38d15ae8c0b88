using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A comparison as a page of its own.</summary>
internal static class ComparisonPage
{
    /// <summary>The page's text.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="figures">The figure of each network.</param>
    /// <param name="tables">The folder of the joined tables, as a link from the page.</param>
    public static string Of(
        Comparison comparison,
        IReadOnlyList<(string Network, Figure Figure)> figures,
        string tables
    ) =>
        TablePage.Of(
            $"{comparison.A.Name} and {comparison.B.Name} compared",
            [
                Tag(
                    "dl",
                    Tag("dt", "A"),
                    Tag("dd", $"{comparison.A.Name}: {comparison.A.Title}"),
                    Tag("dt", "B"),
                    Tag("dd", $"{comparison.B.Name}: {comparison.B.Title}")
                ),
                Section(2, "claims", "Claims", ClaimsOf(comparison)),
                Section(2, "parameters", "Parameters that differ", ParametersOf(comparison)),
                Section(
                    2,
                    "numbers",
                    "Numbers",
                    comparison
                        .Headlines.GroupBy(h => NetworkTitle.Of(h.Model, h.Dataset))
                        .Select(n => NumbersOf(n.Key, [.. n]))
                ),
                TablePage.Figures(figures),
                TablePage.Files(tables, "claims", "headlines", "measures", "parameters"),
            ]
        );

    private static XElement[] ClaimsOf(Comparison comparison) =>
        [
            Tag("p", $"{comparison.ChangesInBrief} ", VerdictSymbols.Legend),
            TablePage.Table(
                "Claims of the paper in both runs",
                ["claim", "network", "paper", "A", "B"],
                comparison.Claims.Select(c =>
                    (
                        c.Changed,
                        (IReadOnlyList<string>)
                            [
                                c.Id,
                                NetworkTitle.Of(c.Model, c.Dataset),
                                c.Paper,
                                Verdict(c, c.VerdictA, c.ValueA, c.LowA, c.HighA),
                                Verdict(c, c.VerdictB, c.ValueB, c.LowB, c.HighB),
                            ]
                    )
                )
            ),
        ];

    private static XElement ParametersOf(Comparison comparison) =>
        comparison.Parameters.Count == 0
            ? Tag("p", "No parameter differs that results depend on.")
            : TablePage.Table(
                "Parameters that differ",
                ["parameter", "A", "B"],
                comparison.Parameters.Select(p => (false, (IReadOnlyList<string>)[p.Path, Value(p.A), Value(p.B)]))
            );

    private static XElement NumbersOf(string network, IReadOnlyList<ComparedNumber> numbers) =>
        TablePage.Table(
            $"{network}, with 95 % intervals, of several seeds their range",
            ["number", "A", "B", "B − A"],
            numbers.Select(n =>
                (
                    false,
                    (IReadOnlyList<string>)
                        [
                            RunNumbers.Words(n.Measure, n.Time),
                            RunNumbers.Text(n.Unit, n.ValueA, n.LowA, n.HighA),
                            RunNumbers.Text(n.Unit, n.ValueB, n.LowB, n.HighB),
                            RunNumbers.Difference(n.Unit, n.Difference),
                        ]
                )
            )
        );

    private static string Verdict(ComparedClaim claim, string verdict, double value, double low, double high)
    {
        if (verdict.Length == 0)
            return "not in this run";
        var number = VerdictSymbols.IsByNumber(verdict)
            ? $": {Claims.InBrief(claim.Id, value, claim.Threshold)}"
                + (double.IsNaN(low) ? "" : $" {Claims.BoundsInBrief(claim.Id, low, high, claim.Threshold)}")
            : "";
        return $"{VerdictSymbols.Of(verdict)} {verdict}{number}";
    }

    private static string Value(string json) => json.Length == 0 ? "none" : json.Trim('"');
}
