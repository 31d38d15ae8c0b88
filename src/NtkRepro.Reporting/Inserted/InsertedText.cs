using System.Text;
using System.Text.RegularExpressions;

namespace NtkRepro.Reporting.Inserted;

/// <summary>
/// Markdown in which numbers and tables are inserted between marks that no reader sees: <c>&lt;!--= query --&gt;9.8&lt;!--=--&gt;</c>. What stands
/// between them is what the query says, and is never typed.
/// </summary>
public static partial class InsertedText
{
    /// <summary>The text with what the queries say.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="answer">What a query says: several lines make a block of their own.</param>
    /// <exception cref="FormatException">A query has no answer, with its line.</exception>
    public static string Fill(string markdown, Func<string, string> answer)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(answer);
        var filled = new StringBuilder();
        var end = 0;
        // All marks are found before a query is asked, whose tables may take longer to read than a search of the text may.
        foreach (var mark in Marks().Matches(markdown).ToList())
        {
            var query = mark.Groups["query"].Value;
            try
            {
                var text = answer(query);
                var space = text.Contains('\n', StringComparison.Ordinal) ? "\n" : "";
                filled.Append(markdown, end, mark.Index - end).Append($"<!--= {query} -->{space}{text}{space}<!--=-->");
            }
            catch (FormatException e)
            {
                var line = 1 + markdown.AsSpan(0, mark.Index).Count('\n');
                throw new FormatException($"line {line}: '{query}': {e.Message}", e);
            }
            end = mark.Index + mark.Length;
        }
        return filled.Append(markdown, end, markdown.Length - end).ToString();
    }

    [GeneratedRegex(
        "<!--= (?<query>[^>]*?) -->.*?<!--=-->",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Marks();
}
