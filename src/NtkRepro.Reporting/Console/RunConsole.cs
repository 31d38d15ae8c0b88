using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>What a command tells of a run while it runs and when it has ended, as much as its level asks for.</summary>
/// <param name="level">How much is told.</param>
/// <param name="output">For progress and results.</param>
/// <param name="errors">For failures and warnings.</param>
/// <param name="isWatched">Whether a person watches <paramref name="output"/>, so that progress may be drawn.</param>
public sealed class RunConsole(OutputLevel level, IAnsiConsole output, TextWriter errors, bool isWatched)
{
    /// <summary>The console of this process.</summary>
    /// <param name="level">How much is told.</param>
    public static RunConsole Of(OutputLevel level) => new(level, Consoles.Output, Console.Error, Consoles.IsWatched);

    /// <summary>Runs <paramref name="work"/> and shows its progress: drawn where a person watches, else line by line.</summary>
    /// <param name="isQuick">Whether there is nothing to compute, and so nothing to watch.</param>
    /// <param name="work">Reports what happens to what it is given.</param>
    public RunResult Observe(bool isQuick, Func<IProgress<PipelineEvent>, RunResult> work) =>
        level switch
        {
            OutputLevel.Quiet or OutputLevel.Minimal => work(new Silence()),
            OutputLevel.Normal when isWatched && !isQuick => new LiveProgress().While(output, work),
            _ => work(new ProgressLines(output.Profile.Out.Writer, level == OutputLevel.Verbose)),
        };

    /// <summary>Prints what was done, stage by stage, unless all was there.</summary>
    public void TellStages(RunResult result)
    {
        if (level != OutputLevel.Quiet && result.Count(Outcome.UpToDate) < result.Instances.Count)
            SummaryTable.PrintStages(result, output);
    }

    /// <summary>Prints the claims and where the figures are.</summary>
    /// <param name="result">A run that succeeded.</param>
    /// <param name="title">What it is.</param>
    /// <param name="latest">The folder with readable names.</param>
    public void Summarise(RunResult result, RunTitle title, string latest)
    {
        if (level != OutputLevel.Quiet)
            RunSummary.Print(result, title, latest, output);
    }

    /// <summary>Prints what a run found out that is shown again.</summary>
    /// <param name="result">The run, with its record.</param>
    /// <param name="latest">The folder with readable names.</param>
    public void SummariseShown(RunResult result, string latest)
    {
        if (level != OutputLevel.Quiet)
            RunSummary.PrintFindings(result, RunTitle.Of(result.Record!), latest, output);
    }

    /// <summary>Prints the claims and where the figures are, if this is what the stage makes.</summary>
    /// <param name="stage">The instances of the stage.</param>
    /// <param name="result">Their run, which succeeded.</param>
    /// <param name="title">What the run is.</param>
    /// <param name="latest">The folder with readable names.</param>
    public void SummariseStage(IReadOnlyList<InstanceResult> stage, RunResult result, RunTitle title, string latest)
    {
        if (level == OutputLevel.Quiet)
            return;
        var own = new RunResult
        {
            Instances = stage,
            Warnings = [],
            Cancelled = false,
            Duration = result.Duration,
        };
        RunSummary.PrintFindings(own, title, latest, output);
    }

    /// <summary>Where results are printed; null where none are.</summary>
    internal IAnsiConsole? Output => level == OutputLevel.Quiet ? null : output;

    /// <summary>Says where a page is.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="page">The page.</param>
    public void PointTo(string name, string page)
    {
        if (level != OutputLevel.Quiet)
            RunSummary.PrintPage(name, page, output);
    }

    /// <summary>Says where the report is.</summary>
    /// <param name="page">The report.</param>
    public void PointTo(string page)
    {
        if (level != OutputLevel.Quiet)
            RunSummary.PrintReport(page, output);
    }

    /// <summary>Prints a warning.</summary>
    public void Warn(string text)
    {
        if (level != OutputLevel.Quiet)
            errors.WriteLine($"warning: {text}");
    }

    /// <summary>Prints warnings and failures.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Finish(RunResult result)
    {
        foreach (var warning in result.Warnings)
            Warn(warning);
        if (result.Succeeded)
            return ExitCodes.Success;
        foreach (var failed in result.Failed)
        {
            errors.WriteLine($"failed: {failed.Name}: {failed.Failure}");
            if (failed.LogPath is not null)
                errors.WriteLine($"  log: {failed.LogPath}");
            if (level == OutputLevel.Verbose && File.Exists(failed.LogPath))
                errors.WriteLine(File.ReadAllText(failed.LogPath));
        }
        if (result.Skipped is [var first, ..] skipped && result.Left is null)
        {
            // Those that others need come first: it stands for the cause.
            if (result.Failed.Count == 0 && !result.Cancelled)
                errors.WriteLine($"not run: {first.Name}{Others(skipped.Count - 1)}: {first.Failure}");
            else
                TellNotRun([.. skipped.CountBy(s => s.Stage).Select(s => $"{s.Value} {s.Key}")]);
        }
        if (!result.Cancelled)
            return ExitCodes.Failure;
        errors.WriteLine("Interrupted. What was finished is kept; the same command goes on from there.");
        return ExitCodes.Interrupted;
    }

    // Counted by their stages, in as many lines as the terminal asks for.
    private void TellNotRun(IReadOnlyList<string> counts)
    {
        var line = "not run:";
        foreach (var count in counts.Select((count, i) => i < counts.Count - 1 ? $"{count}," : count))
        {
            if (line.Length + 1 + count.Length >= output.Profile.Width)
            {
                errors.WriteLine(line);
                line = " ";
            }
            line += $" {count}";
        }
        errors.WriteLine(line);
    }

    private static string Others(int count) =>
        count switch
        {
            0 => "",
            1 => " and 1 other",
            _ => $" and {count} others",
        };

    private sealed class Silence : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value) { }
    }
}
