using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>The parameters in effect.</summary>
internal static class ParametersSection
{
    public static XElement Of(ReportData data)
    {
        var files = data.ParameterRows.Where(IsFile).ToList();
        var set = data.ParameterRows.Count(r => r.IsSet);
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
            Scrolling("Parameters", Table("Parameters in effect", data.ParameterRows.Where(r => !IsFile(r)))),
            files.Count == 0
                ? null
                : Tag(
                    "details",
                    Tag("summary", $"Where the datasets come from ({Numbers.Of(files.Count, "value")})"),
                    Scrolling(
                        "Files of the datasets",
                        Table("Published files of the datasets, and where to look for them", files)
                    )
                )
        );
    }

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
