using System.Globalization;
using System.Text;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Results;

/// <summary>
/// Writes tables for a paper in LaTeX, for the packages <c>booktabs</c> and <c>longtable</c>: <c>\input{claims}</c>. Pure ASCII, so that any
/// engine reads them.
/// </summary>
public static class LatexTable
{
    // What stands in our texts beyond ASCII, as LaTeX says it.
    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['\\'] = @"\textbackslash{}",
        ['~'] = @"\textasciitilde{}",
        ['^'] = @"\textasciicircum{}",
        ['<'] = "$<$",
        ['>'] = "$>$",
        ['|'] = "$|$",
        ['×'] = @"$\times$",
        ['–'] = "--",
        ['−'] = "$-$",
        ['≤'] = @"$\le$",
        ['≥'] = @"$\ge$",
        ['→'] = @"$\to$",
        ['η'] = @"$\eta$",
        ['ρ'] = @"$\rho$",
        ['∞'] = @"$\infty$",
        ['…'] = @"\dots{}",
        ['\u00A0'] = "~",
    };

    /// <summary>The claims, a row for each of each network: what the paper says, the number that was found, its interval, the verdict.</summary>
    /// <param name="rows">The claims of all networks.</param>
    /// <param name="settings">What the run was set to.</param>
    public static string Claims(
        IReadOnlyList<ModelClaimRow> rows,
        IReadOnlyList<(string Column, string Value)> settings
    ) =>
        Table(
            "llrll",
            ["claim", "paper", "found", "95 % interval", "verdict"],
            rows.GroupBy(r => (r.Dataset, r.Model))
                .Select(g => (NetworkTitle.Of(g.Key.Model, g.Key.Dataset), g.Select(Cells))),
            settings
        );

    /// <summary>The headline numbers, a row for each of each network.</summary>
    /// <param name="rows">The numbers of all networks.</param>
    /// <param name="settings">What the run was set to.</param>
    public static string Numbers(
        IReadOnlyList<HeadlineRow> rows,
        IReadOnlyList<(string Column, string Value)> settings
    ) =>
        Table(
            "lrrll",
            ["measure", "epoch", "mean", Spread(rows), "unit"],
            rows.GroupBy(r => (r.Dataset, r.Model))
                .Select(g => (NetworkTitle.Of(g.Key.Model, g.Key.Dataset), g.Select(Cells))),
            settings
        );

    private static string Spread(IReadOnlyList<HeadlineRow> rows) =>
        rows.Any(r => r.Seeds > 1) ? "range over seeds" : "95 % interval";

    private static string[] Cells(ModelClaimRow row) =>
        [row.Id, row.Paper, ClaimCell.Number(row), ClaimCell.Interval(row), row.Verdict];

    private static string[] Cells(HeadlineRow row) =>
        [
            Headlines.Name(row.Measure),
            Short(row.Time),
            Short(row.Value),
            double.IsNaN(row.Low) ? "" : $"[{Short(row.Low)}, {Short(row.High)}]",
            row.Unit,
        ];

    private static string Table(
        string alignment,
        IReadOnlyList<string> columns,
        IEnumerable<(string Heading, IEnumerable<string[]> Rows)> groups,
        IReadOnlyList<(string Column, string Value)> settings
    )
    {
        var text = new StringBuilder("% \\usepackage{booktabs,longtable}\n");
        foreach (var (column, value) in settings)
            text.Append(CultureInfo.InvariantCulture, $"% {Escaped(column)}: {Escaped(value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"\\begin{{longtable}}{{{alignment}}}\n\\toprule\n");
        text.AppendJoin(" & ", columns.Select(Escaped)).Append(" \\\\\n\\midrule\n\\endhead\n");
        var isFirst = true;
        foreach (var (heading, rows) in groups)
        {
            text.Append(isFirst ? "" : "\\midrule\n");
            isFirst = false;
            text.Append(
                CultureInfo.InvariantCulture,
                $"\\multicolumn{{{columns.Count}}}{{l}}{{\\textit{{{Escaped(heading)}}}}} \\\\*\n"
            );
            foreach (var row in rows)
                text.AppendJoin(" & ", row.Select(Escaped)).Append(" \\\\\n");
        }
        return text.Append("\\bottomrule\n\\end{longtable}\n").ToString();
    }

    // Four digits tell what there is to tell.
    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (Symbols.TryGetValue(c, out var symbol))
                escaped.Append(symbol);
            else if ("#$%&_{}".Contains(c, StringComparison.Ordinal))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(char.IsAscii(c) && !char.IsControl(c) ? c : '?');
        }
        return escaped.ToString();
    }
}
