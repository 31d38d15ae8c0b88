using System.Globalization;
using Nuke.Common.Execution;

namespace Nuke.Common.Reporting;

/// <summary>What a build prints of itself: its name, a heading per target, and the closing table.</summary>
internal static class BuildReport
{
    private const int Width = 80;

    public static void WriteLogo() => BuildConsole.Line("NUKE Execution Engine (stand-in for Nuke.Common 10.1.0)");

    public static void WriteHeading(string text)
    {
        BuildConsole.Line();
        BuildConsole.Line("╬" + new string('═', text.Length + 5));
        BuildConsole.Write(("║ ", null), (text, ConsoleColor.Cyan));
        BuildConsole.Line("╬" + new string('═', Math.Max(text.Length - 4, 2)));
        BuildConsole.Line();
    }

    /// <summary>Repeats warnings and errors, which a long log may have hidden.</summary>
    public static void WriteProblems()
    {
        var problems = BuildLog.Problems;
        if (problems.Count == 0)
            return;
        WriteHeading("Errors & Warnings");
        foreach (var (level, message) in problems)
            BuildConsole.Write(BuildLog.Tag(level), (" " + message, null));
    }

    public static void WriteTable(IReadOnlyCollection<ExecutableTarget> plan)
    {
        var targets = plan.Where(x => x.Status != ExecutionStatus.Collective).ToList();
        var nameWidth = 19;
        var total = TimeSpan.Zero;
        foreach (var target in targets)
        {
            nameWidth = Math.Max(nameWidth, target.Name.Length + 4);
            total += target.Stopwatch.Elapsed;
        }

        var width = nameWidth + 20;
        BuildConsole.Line();
        BuildConsole.Line(new string('═', width));
        BuildConsole.Line(Row("Target", "Status", "Duration"), ConsoleColor.Cyan);
        BuildConsole.Line(new string('─', width));
        foreach (var target in targets)
            BuildConsole.Line(
                Shorten(Row(target.Name, target.Status.ToString(), DurationOf(target)) + InformationOf(target)),
                ColorOf(target.Status)
            );
        BuildConsole.Line(new string('─', width));
        BuildConsole.Line(Row("Total", "", Format(total)), ConsoleColor.Cyan);
        BuildConsole.Line(new string('═', width));

        string Row(string name, string status, string duration) =>
            name.PadRight(nameWidth) + status.PadRight(10) + duration.PadLeft(10);
    }

    public static void WriteOutcome(bool succeeded)
    {
        var now = DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        BuildConsole.Line();
        if (succeeded)
            BuildConsole.Line($"Build succeeded on {now}.", ConsoleColor.Green);
        else
            BuildConsole.Line($"Build failed on {now}.", ConsoleColor.Red);
    }

    private static string DurationOf(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted
            ? Format(target.Stopwatch.Elapsed)
            : "";

    private static string Format(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1) ? "< 1sec" : $"{(int)duration.TotalMinutes}:{duration:ss}";

    private static string InformationOf(ExecutableTarget target) =>
        target.Information is { } text ? "   // " + text : "";

    private static string Shorten(string line) => line.Length <= Width ? line.TrimEnd() : line[..(Width - 1)] + "…";

    private static ConsoleColor? ColorOf(ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Succeeded => ConsoleColor.Green,
            ExecutionStatus.Failed => ConsoleColor.Red,
            ExecutionStatus.Aborted or ExecutionStatus.NotRun => ConsoleColor.Yellow,
            _ => null,
        };
}
