using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Reporting.Html;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A page of tables and figures about several runs, without anything beside it.</summary>
internal static class TablePage
{
    /// <summary>The page's text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What stands below it.</param>
    public static string Of(string title, IEnumerable<object?> content) =>
        Shell.Of(title, [], [Tag("header", Tag("h1", title)), Tag("main", Is("id", "main"), content)]);

    /// <summary>A table, of which rows may be marked.</summary>
    public static XElement Table(
        string caption,
        IReadOnlyList<string> columns,
        IEnumerable<(bool IsMarked, IReadOnlyList<string> Cells)> rows
    ) =>
        Scrolling(
            caption,
            Tag(
                "table",
                Tag("caption", caption),
                Tag("thead", Tag("tr", columns.Select(c => Tag("th", Is("scope", "col"), c)))),
                Tag(
                    "tbody",
                    rows.Select(row =>
                        Tag(
                            "tr",
                            row.IsMarked ? Is("class", "marked") : null,
                            row.Cells.Select(
                                (cell, i) => i == 0 ? Tag("th", Is("scope", "row"), cell) : Tag("td", cell)
                            )
                        )
                    )
                )
            )
        );

    /// <summary>The figures of each network.</summary>
    public static XElement? Figures(IReadOnlyList<(string Network, Figure Figure)> figures) =>
        figures.Count == 0
            ? null
            : Section(
                2,
                "figures",
                "Figures",
                figures.Select(f =>
                    Section(
                        3,
                        Id("figure", f.Network),
                        f.Network,
                        Tag("figure", Is("class", "plots"), Plots.Of(f.Figure, Id("figure", f.Network)))
                    )
                )
            );

    /// <summary>Links to the tables beside the page.</summary>
    public static XElement Files(string folder, params IEnumerable<string> names) =>
        Section(
            2,
            "files",
            "Tables",
            Tag(
                "p",
                names
                    .SelectMany(n => new[] { $"{n}.parquet", $"{n}.csv" })
                    .SelectMany(file => new object[] { Link($"{folder}/{file}", file), " " })
            )
        );
}
