using System.Globalization;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>Prints what a verification found: a line for each part, then what is wrong, the worst first.</summary>
internal static class VerificationText
{
    private const int MostLines = 20;
    private const int MostMessages = 10;
    private const int MostText = 19;

    /// <summary>Prints all parts and a last line that says how it ended.</summary>
    public static void Print(VerificationReport report, IAnsiConsole console)
    {
        foreach (var part in report.Parts)
            Print(part, console);
        var (failed, notDone) = (report.Count(VerificationOutcome.Failed), report.Count(VerificationOutcome.NotDone));
        var skipped = report.Parts.Where(p => p.Count(VerificationOutcome.Skipped) > 0).Select(p => p.Name).ToList();
        console.WriteLine();
        Line(
            console,
            failed > 0 ? $"{failed} differ."
                : notDone > 0 ? "Not verified."
                : skipped.Count > 0 ? $"Verified, but not, or not all of: {string.Join(", ", skipped)}."
                : "Verified."
        );
    }

    /// <summary>Prints one part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="isWhole">Whether all is said, however long that gets.</param>
    public static void Print(VerificationPart part, IAnsiConsole console, bool isWhole = false)
    {
        var wrong = part.Cases.Where(c => c.Outcome != VerificationOutcome.Passed).ToList();
        if (wrong.Count == 0)
        {
            Line(console, $"{part.Name}: {part.Passing}");
            return;
        }
        if (part.Cases is [{ Messages: [var message] } only] && only.Name == part.Name)
        {
            Line(console, $"{part.Name}: {message}");
            return;
        }
        var counts = new[]
        {
            (VerificationOutcome.Failed, "differ"),
            (VerificationOutcome.NotDone, "could not be looked at"),
            (VerificationOutcome.Skipped, "not looked at"),
        }
            .Where(o => part.Count(o.Item1) > 0)
            .Select(o => $"{part.Count(o.Item1)} {o.Item2}");
        Line(console, $"{part.Name}: {string.Join(", ", counts)}, of {part.Cases.Count}");
        Messages(wrong, console, isWhole ? int.MaxValue : MostMessages);
        Differences([.. wrong.SelectMany(c => c.Differences)], console, isWhole ? int.MaxValue : MostLines);
    }

    private static void Messages(List<VerificationCase> wrong, IAnsiConsole console, int most)
    {
        // What holds for several cases is said once.
        var messages = wrong
            .SelectMany(c => c.Messages.Select(m => (c.Name, Message: m)))
            .GroupBy(m => m.Message, StringComparer.Ordinal)
            .ToList();
        foreach (var message in messages.Take(most))
        {
            var names = message.Select(m => m.Name).Distinct(StringComparer.Ordinal).ToList();
            var more = names.Count > 3 ? $" and {names.Count - 3} more" : "";
            Line(console, $"{string.Join(", ", names.Take(3))}{more}: {message.Key}", indent: 2);
        }
        if (messages.Count > most)
            Line(console, $"and {messages.Count - most} more", indent: 2);
    }

    private static void Differences(List<VerificationDifference> differences, IAnsiConsole console, int most)
    {
        if (differences.Count == 0)
            return;
        // All of them by name, then the worst of what is in them.
        foreach (var table in differences.GroupBy(d => d.Table, StringComparer.Ordinal))
        {
            var values = table.Count() == 1 ? "1 difference" : $"{table.Count()} differences";
            Line(console, $"{Path.ChangeExtension(table.Key, null)}: {values}", indent: 2);
        }
        var worst = Worst(differences, most);
        Row(console, "column", "reference", "here", "difference");
        foreach (var table in worst.GroupBy(d => d.Table, StringComparer.Ordinal))
        {
            Line(console, Path.ChangeExtension(table.Key, null), indent: 2);
            foreach (var row in table.GroupBy(d => d.Row, StringComparer.Ordinal))
            {
                if (row.Key.Length > 0)
                    Line(console, row.Key, indent: 4);
                foreach (var d in row)
                    Row(
                        console,
                        d.Column.Length > 0 ? d.Column
                            : row.Key.Length > 0 ? "the row"
                            : "the table",
                        Shortened(d.Reference),
                        Shortened(d.Here),
                        Size(d.Difference)
                    );
            }
        }
        if (differences.Count > worst.Count)
            Line(console, $"and {differences.Count - worst.Count} more", indent: 2);
    }

    // As many as there are lines for, the headings of their tables and rows counted in.
    private static List<VerificationDifference> Worst(List<VerificationDifference> differences, int most)
    {
        var worst = new List<VerificationDifference>();
        var headings = new HashSet<(string Table, string? Row)>();
        var ordered = differences
            .OrderByDescending(d => d.Severity)
            .ThenByDescending(d => double.IsNaN(d.Difference) ? double.PositiveInfinity : d.Difference);
        foreach (var difference in ordered)
        {
            headings.Add((difference.Table, null));
            headings.Add((difference.Table, difference.Row));
            if (worst.Count > 0 && headings.Count + worst.Count + 1 > most)
                break;
            worst.Add(difference);
        }
        return worst;
    }

    private static void Row(IAnsiConsole console, string column, string a, string b, string size) =>
        console.WriteLine($"      {column, -20} {a, MostText} {b, MostText} {size, 10}".TrimEnd());

    private static string Size(double value) =>
        double.IsNaN(value) ? "" : value.ToString("G3", CultureInfo.InvariantCulture);

    // Numbers keep as many digits as there is room for; what they differ by stands beside them.
    private static string Shortened(string text)
    {
        if (text.Length <= MostText)
            return text;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G8", CultureInfo.InvariantCulture)
            : $"{text[..(MostText - 1)]}…";
    }

    private static void Line(IAnsiConsole console, string text, int indent = 0) =>
        console.Write(new Padder(new Text(text)).Padding(indent, 0, 0, 0));
}
