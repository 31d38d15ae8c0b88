using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The page as a whole. The same tables give the same bytes, but for the sections of stages and provenance, which hold times.</summary>
internal static class Page
{
    /// <summary>The name under which the page says what it was made from.</summary>
    public const string FingerprintName = "ntk-repro-fingerprint";

    private const int SecondsBetween = 10;

    /// <summary>The page's text.</summary>
    public static string Of(ReportData data) =>
        Shell.Of(
            (data.SoFar is { } far ? $"{far.State}: " : "") + Answer.Title(data),
            [
                Tag("meta", Is("name", FingerprintName), Is("content", data.Fingerprint)),
                // An open browser follows the run.
                data.SoFar
                    is null
                        or { IsStopped: true }
                    ? null
                    : Tag("meta", Is("http-equiv", "refresh"), Is("content", SecondsBetween)),
            ],
            [
                Tag("a", Is("class", "skip"), Is("href", "#main"), "Skip to the claims"),
                data.SoFar is { } soFar ? Tag("p", Is("class", "banner"), Is("role", "status"), Banner(soFar)) : null,
                Answer.Of(data),
                Navigation(data),
                Tag(
                    "main",
                    Is("id", "main"),
                    Is("tabindex", -1),
                    ClaimsSection.Of(data),
                    FiguresSection.Of(data),
                    ParametersSection.Of(data),
                    Folded(StagesSection.Of(data)),
                    Folded(LeftOutSection.Of(data)),
                    Folded(ProvenanceSection.Of(data)),
                    Folded(ProvenanceSection.Citation(data))
                ),
                Tag("footer", Tag("p", $"Written by NtkRepro {data.Provenance.Version}; drawn by plotly.js.")),
            ]
        );

    // What few ask for: its heading opens it.
    private static XElement Folded(XElement section)
    {
        var heading = section.Elements().First();
        var rest = section.Nodes().Skip(1).ToList();
        section.RemoveNodes();
        section.Add(Tag("details", Tag("summary", heading), rest));
        return section;
    }

    private static string Banner(RunSoFar soFar) =>
        soFar.IsStopped
            ? $"This run was stopped at {soFar.Text}. The page shows what was there then; the figures and tables in the folder beside it are still those of the run before. The same command goes on from there."
            : $"This run goes on: {soFar.Text}. The page shows what is there so far.";

    private static XElement Navigation(ReportData data) =>
        Tag(
            "nav",
            Is("aria-label", "Contents"),
            Tag(
                "ul",
                Item("claims", "Claims"),
                Item("figures", "Figures"),
                data.Networks.Count < 2 ? null : data.Networks.Select(n => Item(n.Id, n.Title)),
                Item("parameters", "Parameters"),
                Item("stages", "Stages"),
                Item("left-out", "Runs left out"),
                Item("provenance", "Provenance"),
                Item("cite", "How to cite")
            )
        );

    /// <summary>Items as a sentence lists them: <c>a, b and c</c>.</summary>
    public static string Listed(IEnumerable<string> items) =>
        items.ToList() is [.. { Count: > 0 } first, var last]
            ? $"{string.Join(", ", first)} and {last}"
            : string.Concat(items);

    private static XElement Item(string id, string text) => Tag("li", Link($"#{id}", text));
}
