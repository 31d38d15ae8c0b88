using System.Xml.Linq;
using NtkRepro.Reporting.Html;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Comparing;

/// <summary>A page of tables and figures about several runs, without anything beside it.</summary>
internal static class TablePage
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly string Sheet = $$$"""
        :root{color-scheme:light dark;{{{Palette.Light.Properties()}}} }
        @media screen and (prefers-color-scheme:dark){:root{ {{{Palette.Dark.Properties()}}} } }
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:80rem;padding:0 1rem 3rem;background:var(--back);color:var(--text);
          font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
        a{color:var(--link)}
        dt{font-weight:600;float:left;clear:left;margin-right:.5rem}
        dd{margin-left:2rem}
        .box{overflow-x:auto;margin:1rem 0}
        table{border-collapse:collapse}
        caption{text-align:left;color:var(--aside)}
        th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--edge);vertical-align:top;
          font-variant-numeric:tabular-nums}
        tr.changed{background:var(--marked)}
        figure{margin:1rem 0}
        figure img{max-width:100%;height:auto;background:{{{Palette.Card}}} }
        @media print{.box{overflow:visible}}
        """;

    /// <summary>The page's text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="content">What stands below it.</param>
    public static string Of(string title, IEnumerable<object?> content) =>
        Write(
            Tag(
                "html",
                Is("lang", "en"),
                Tag(
                    "head",
                    Tag("meta", Is("charset", "utf-8")),
                    Tag("meta", Is("http-equiv", "Content-Security-Policy"), Is("content", Policy)),
                    Tag("meta", Is("name", "viewport"), Is("content", "width=device-width, initial-scale=1")),
                    Tag("meta", Is("name", "color-scheme"), Is("content", "light dark")),
                    Tag("title", title),
                    Tag("style", Raw(Sheet))
                ),
                Tag("body", Tag("header", Tag("h1", title)), Tag("main", content))
            )
        );

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
                            row.IsMarked ? Is("class", "changed") : null,
                            row.Cells.Select(
                                (cell, i) => i == 0 ? Tag("th", Is("scope", "row"), cell) : Tag("td", cell)
                            )
                        )
                    )
                )
            )
        );

    /// <summary>The figures of each network. As images, so that ids of two of them do not meet.</summary>
    public static XElement? Figures(IReadOnlyList<(string Network, string Svg)> figures) =>
        figures.Count == 0
            ? null
            : Section(
                2,
                "figures",
                "Figures",
                figures.Select(f =>
                    Tag(
                        "figure",
                        Tag("figcaption", f.Network),
                        Tag(
                            "img",
                            Is("alt", $"Curves of the runs for {f.Network}; the tables hold their numbers."),
                            Is(
                                "src",
                                $"data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(f.Svg))}"
                            )
                        )
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
