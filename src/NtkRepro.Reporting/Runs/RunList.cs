using System.Globalization;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>Prints runs so that they fit a screen: of each the name, when, the commit, the preset and what was changed, and the verdicts.</summary>
internal static class RunList
{
    private const string Indent = "  ";
    private const int CommitLength = 7;

    /// <summary>Prints the runs in their order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="shown">The name of that which <c>latest</c> shows; null where it shows none of them.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(IReadOnlyList<RunRecord> runs, string? shown, IAnsiConsole console)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("No run is remembered here yet: ./build.sh Reproduce makes one.");
            return;
        }
        foreach (var run in runs)
            Print(run, run.Name == shown, console);
        console.WriteLine(VerdictSymbols.Legend);
        console.WriteLine(VerdictSymbols.Order);
        console.WriteLine("./build.sh Show NAME makes artifacts/latest one of them, Forget NAME drops it.");
    }

    private static void Print(RunRecord run, bool isShown, IAnsiConsole console)
    {
        var width = console.Profile.Width;
        var when = run.Ended.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var right = $"{(isShown ? "shown in latest  " : "")}{when}  {Commit(run)}";
        Sides(run.Name, right, width, line => console.MarkupLine(Bold(line, run.Name)));
        var text = RunTitle.Of(run).Text;
        foreach (var line in Wrapped(text, width - Indent.Length).Select(l => Indent + l))
            console.WriteLine(line);
        var state = State(run);
        if (state.Length > 0)
            console.MarkupLine($"{Indent}[yellow]{Markup.Escape(state)}[/]");
        var verdicts = Verdicts(run.Finished, width - Indent.Length);
        if (verdicts.Length > 0)
            console.WriteLine($"{Indent}{(run.State == RunState.Finished ? "" : "before: ")}{verdicts}");
    }

    private static string Bold(string line, string name) =>
        $"[bold]{Markup.Escape(name)}[/]{Markup.Escape(line[name.Length..])}";

    // On one line where both fit.
    private static void Sides(string left, string right, int width, Action<string> print)
    {
        if (left.Length + 2 + right.Length <= width)
            print(left + right.PadLeft(width - left.Length));
        else
        {
            print(left);
            print(right.PadLeft(width));
        }
    }

    private static string Commit(RunRecord run) =>
        run.Revision is { } revision ? revision.Commit[..CommitLength] + (run.IsDirty ? " dirty" : "") : "no commit";

    private static string State(RunRecord run) =>
        run.State switch
        {
            RunState.Finished => "",
            RunState.Failed => $"failed: {Results(run)}",
            RunState.Interrupted => $"interrupted: {Results(run)}",
            _ => $"not finished: {Results(run)}",
        };

    private static string Results(RunRecord run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Instances.Count} of {run.Planned} instances have results");

    /// <summary>The verdicts of a run: by network where they fit a line, else counted.</summary>
    internal static string Verdicts(RunRecord? run, int width)
    {
        var verdicts = run is null ? [] : RunNotes.Verdicts(run);
        var several = verdicts.Select(v => v.Dataset).Distinct().Count() > 1;
        var whole = string.Join(
            "  ",
            verdicts
                .GroupBy(v => (v.Dataset, v.Model))
                .Select(n =>
                    $"{(several ? $"{n.Key.Dataset} " : "")}{n.Key.Model} {string.Concat(n.Select(v => VerdictSymbols.Of(v.Verdict)))}"
                )
        );
        return whole.Length <= width
            ? whole
            : string.Join(
                "  ",
                Metrics
                    .Verdicts.All.Select(v => (Verdict: v, Count: verdicts.Count(n => n.Verdict == v)))
                    .Where(c => c.Count > 0)
                    .Select(c =>
                        string.Create(CultureInfo.InvariantCulture, $"{c.Count} {VerdictSymbols.Of(c.Verdict)}")
                    )
            );
    }

    /// <summary>A text in lines, broken at spaces.</summary>
    internal static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += (line.Length > 0 ? " " : "") + word;
        }
        yield return line;
    }
}
