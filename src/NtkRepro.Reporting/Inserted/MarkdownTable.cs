using System.Text;

namespace NtkRepro.Reporting.Inserted;

/// <summary>A table in Markdown.</summary>
internal static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Line(columns);
        Line([.. columns.Select(_ => "---")]);
        foreach (var row in rows)
            Line(row);
        return text.ToString().TrimEnd('\n');

        void Line(IReadOnlyList<string> cells) =>
            text.Append("| ")
                .AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))
                .Append(" |\n");
    }
}
