using System.Globalization;
using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>A line of a table of what was done.</summary>
/// <param name="Name">A target or a stage.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Numbers">What it did, as names of columns and their texts.</param>
public sealed record SummaryLine(string Name, TimeSpan Time, IReadOnlyCollection<KeyValuePair<string, string>> Numbers);

/// <summary>The tables that close a run: a line for each stage, or for each target.</summary>
public static class SummaryTable
{
    private const int Gap = 2;

    /// <summary>Prints a line for each stage of a run. Its seconds are those of its instances, of which several ran at once.</summary>
    public static void PrintStages(RunResult result, IAnsiConsole console) =>
        Print(
            "stage",
            [
                .. result
                    .Instances.GroupBy(i => i.Stage)
                    .Select(s => new SummaryLine(
                        s.Key,
                        TimeSpan.FromSeconds(s.Sum(i => i.Seconds)),
                        RunOutcome.Count([.. s])
                    )),
            ],
            console
        );

    /// <summary>
    /// Prints a line for each target that told what it did; nothing where none came as far as that, so that a mistake stays one line.
    /// </summary>
    public static void PrintTargets(IEnumerable<SummaryLine> targets, IAnsiConsole console)
    {
        var lines = targets.Where(t => t.Numbers.Count > 0).ToList();
        if (lines.Exists(t => t.Numbers.Any(n => n.Key == RunOutcome.Computed)))
            Print("target", lines, console);
    }

    private static void Print(string heading, IReadOnlyList<SummaryLine> lines, IAnsiConsole console)
    {
        var columns = lines.SelectMany(l => l.Numbers).Select(n => n.Key).Distinct(StringComparer.Ordinal).ToList();
        var table = new Table().Border(TableBorder.None).AddColumn(Column(heading));
        foreach (var column in columns)
            table.AddColumn(Column(column).RightAligned());
        table.AddColumn(Column("seconds").RightAligned().Padding(0, 0, 0, 0));
        foreach (var line in lines)
        {
            table.AddRow([
                Markup.Escape(line.Name),
                .. columns.Select(c => Cell(c, line)),
                line.Time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture),
            ]);
        }
        console.Write(table);
    }

    private static TableColumn Column(string name) =>
        new TableColumn($"[grey]{Markup.Escape(name)}[/]").NoWrap().Padding(0, 0, Gap, 0);

    private static string Cell(string column, SummaryLine line)
    {
        var text = Markup.Escape(line.Numbers.FirstOrDefault(n => n.Key == column).Value ?? "");
        return column is RunOutcome.Failed or RunOutcome.Interrupted or RunOutcome.NotRun ? $"[red]{text}[/]" : text;
    }
}
