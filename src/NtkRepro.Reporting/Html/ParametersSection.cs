using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The parameters in effect.</summary>
internal static class ParametersSection
{
    public static XElement Of(ReportData data)
    {
        var files = data.ParameterRows.Where(IsFile).ToList();
        var others = data.ParameterRows.Where(r => !IsFile(r)).ToList();
        var changed = others.FindAll(r => r.IsSet || r.Remark.Length > 0);
        var set = others.Count(r => r.IsSet);
        return Section(
            2,
            "parameters",
            "Parameters",
            Tag(
                "p",
                $"Preset {data.Preset}. ",
                set == 0
                    ? "No setting of this run differs from it."
                    : $"{Numbers.Of(set, "value")} {(set == 1 ? "differs" : "differ")} from it by a setting of this run, and {(set == 1 ? "is" : "are")} marked.",
                " Networks and datasets that were not used are left out."
            ),
            changed.Count == 0
                ? Tag("p", "All values are the defaults.")
                : Scrolling("What differs from the defaults", Table("What differs from the defaults", changed)),
            Folded($"All parameters ({Numbers.Of(others.Count, "value")})", "Parameters in effect", others),
            files.Count == 0
                ? null
                : Folded(
                    $"Where the datasets come from ({Numbers.Of(files.Count, "value")})",
                    "Published files of the datasets, and where to look for them",
                    files
                )
        );
    }

    private static XElement Folded(string summary, string caption, IEnumerable<ParameterRow> rows) =>
        Tag("details", Tag("summary", summary), Scrolling(caption, Table(caption, rows)));

    private static bool IsFile(ParameterRow row) =>
        row.Path.StartsWith("datasets.", StringComparison.Ordinal)
        && (
            row.Path.Contains(".files.", StringComparison.Ordinal)
            || row.Path.EndsWith(".sources", StringComparison.Ordinal)
        );

    private static XElement Table(string caption, IEnumerable<ParameterRow> rows) =>
        Tag(
            "table",
            Tag("caption", caption),
            Tag("thead", Tag("tr", Heading("Parameter"), Heading("Value"), Heading("Otherwise"))),
            Tag("tbody", rows.Select(Row))
        );

    private static XElement Heading(string text) => Tag("th", Is("scope", "col"), text);

    private static XElement Row(ParameterRow row) =>
        Tag(
            "tr",
            row.IsSet ? Is("class", "marked") : null,
            Tag("th", Is("scope", "row"), Tag("code", row.Path)),
            Tag("td", row.IsSet ? Tag("mark", Is("class", "marked"), row.Value) : row.Value),
            Tag("td", row.Remark)
        );
}
