using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The page as a whole. The same tables give the same bytes, but for the sections of stages and provenance, which hold times.</summary>
internal static class Page
{
    /// <summary>The name under which the page says what it was made from.</summary>
    public const string FingerprintName = "ntk-repro-fingerprint";

    // Nothing is ever loaded; the browser enforces it.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <summary>The page's text.</summary>
    public static string Of(ReportData data)
    {
        var networks = Listed(
            data.Networks.GroupBy(n => n.Dataset).Select(d => $"{Listed(d.Select(n => n.Model))} on {d.Key}")
        );
        var title = "Deep learning versus kernel learning, reproduced";
        return Write(
            Tag(
                "html",
                Is("lang", "en"),
                Tag(
                    "head",
                    Tag("meta", Is("charset", "utf-8")),
                    Tag("meta", Is("name", FingerprintName), Is("content", data.Fingerprint)),
                    Tag("meta", Is("http-equiv", "Content-Security-Policy"), Is("content", Policy)),
                    Tag("meta", Is("name", "viewport"), Is("content", "width=device-width, initial-scale=1")),
                    Tag("meta", Is("name", "color-scheme"), Is("content", "light dark")),
                    Tag("title", $"{title}: {networks}"),
                    Tag("style", Raw(Style.Sheet))
                ),
                Tag(
                    "body",
                    Tag("a", Is("class", "skip"), Is("href", "#main"), "Skip to the claims"),
                    Tag(
                        "header",
                        Tag("h1", title),
                        Tag(
                            "p",
                            "Fort et al. (NeurIPS 2020) ask how the loss landscape and the neural tangent kernel of a network change while it is trained. ",
                            $"This page checks their claims on {networks}, from nothing: preset {data.Preset}, {Numbers.Of(data.Networks.Sum(n => n.Tables.Runs.Count(r => r.Kind != "probe")), "trained network")}."
                        )
                    ),
                    Navigation(data),
                    Tag(
                        "main",
                        Is("id", "main"),
                        Is("tabindex", -1),
                        ClaimsSection.Of(data),
                        FiguresSection.Of(data),
                        ParametersSection.Of(data),
                        StagesSection.Of(data),
                        LeftOutSection.Of(data),
                        ProvenanceSection.Of(data),
                        ProvenanceSection.Citation(data)
                    ),
                    Tag("footer", Tag("p", $"Written by NtkRepro {data.Provenance.Version}.")),
                    Tag("div", Is("id", "tip"), Is("aria-hidden", "true"), Is("hidden", "hidden")),
                    Tag("script", Raw(Script.Text))
                )
            )
        );
    }

    private static XElement Navigation(ReportData data) =>
        Tag(
            "nav",
            Is("aria-label", "Contents"),
            Tag(
                "ul",
                Item("claims", "Claims"),
                Item("figures", "Figures"),
                data.Networks.Select(n => Item(n.Id, n.Title)),
                data.Comparisons.Count == 0 ? null : Item("across", "Across networks"),
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
