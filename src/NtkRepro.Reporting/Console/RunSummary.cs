using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using NtkRepro.Training;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>What a person reads at the end of a run: the claims, the diverged runs, and where the figures are.</summary>
public static class RunSummary
{
    private const int MostRuns = 8;

    private static readonly string[] AxisNames = ["dataset", "model"];

    /// <summary>Prints the summary of a run that succeeded.</summary>
    /// <param name="result">The run.</param>
    /// <param name="title">What it is.</param>
    /// <param name="latest">The folder with readable names.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(RunResult result, RunTitle title, string latest, IAnsiConsole console)
    {
        PrintTitle(result, title, console);
        PrintClaims(result, latest, console);
        var computed = result.Count(Pipeline.Outcome.Computed);
        var seconds = result.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        var all = result.Instances.Count;
        console.WriteLine(
            computed == 0 ? $"Up to date: all {all} instances were there ({seconds} s)."
            : computed == all ? $"Computed all {all} instances in {seconds} s."
            : $"Computed {computed} of {all} instances in {seconds} s; the others were there."
        );
        PrintFigures(result, latest, console);
    }

    /// <summary>Prints what a run that succeeded found out, and not what it computed.</summary>
    /// <inheritdoc cref="Print"/>
    public static void PrintFindings(RunResult result, RunTitle title, string latest, IAnsiConsole console)
    {
        PrintTitle(result, title, console);
        PrintClaims(result, latest, console);
        PrintFigures(result, latest, console);
    }

    // Above what it found out; a stage that found out nothing needs none.
    private static void PrintTitle(RunResult result, RunTitle title, IAnsiConsole console)
    {
        if (result.Outputs("metrics", name: "claims.parquet").Count == 0)
            return;
        var text = $"Run{(result.Record is { } record ? $" '{record.Name}'" : "")}: {title.Text}";
        foreach (var line in RunList.Wrapped(text, console.Profile.Width))
            console.WriteLine(line);
    }

    /// <summary>Prints where the report is; on a terminal that knows links it opens with a click.</summary>
    /// <param name="page">The report.</param>
    /// <param name="console">Where to print.</param>
    public static void PrintReport(string page, IAnsiConsole console) => PrintPage("Report", page, console);

    /// <summary>Prints where a page is; on a terminal that knows links it opens with a click.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="page">The page.</param>
    /// <param name="console">Where to print.</param>
    public static void PrintPage(string name, string page, IAnsiConsole console)
    {
        var address = new Uri(Path.GetFullPath(page)).AbsoluteUri;
        console.MarkupLine($"{name}: [link={Markup.Escape(address)}]{Markup.Escape(Relative(page))}[/]");
    }

    private static void PrintClaims(RunResult result, string latest, IAnsiConsole console)
    {
        var claims = RunTables.Claims(result);
        if (claims.Count > 0)
            ClaimReport.Print(claims, console);
        PrintDiverged(result, latest, console);
    }

    private static void PrintFigures(RunResult result, string latest, IAnsiConsole console)
    {
        if (result.Outputs("figures", name: "*.svg").Count > 0)
            console.WriteLine($"Figures and tables: {Relative(latest)}/");
    }

    private static void PrintDiverged(RunResult result, string latest, IAnsiConsole console)
    {
        var diverged = result
            .Outputs("metrics", name: "runs.parquet")
            .SelectMany(file =>
                Data.Table.Read<RunRow>(file.Path)
                    .Where(run => run.Outcome != Outcomes.Trained)
                    .Select(run => Name(Folder(file), run))
            )
            .ToList();
        foreach (var line in diverged.Take(MostRuns))
            console.WriteLine(line);
        if (diverged.Count > MostRuns)
            console.WriteLine($"and {diverged.Count - MostRuns} more in {Relative(latest, "metrics")}/*/runs.parquet");
    }

    private static string Name(string network, RunRow run)
    {
        var time = run.Kind == "parent" ? "" : string.Create(CultureInfo.InvariantCulture, $", time {run.Time}");
        var kind = run.Variant.Length == 0 ? run.Kind : $"{run.Kind} {run.Variant}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Left out: {network}: {kind} of seed {run.Seed}{time}: {run.Outcome}"
        );
    }

    // The name of a result's folder below that of its stage.
    private static string Folder(InputFile file) =>
        string.Join('-', AxisNames.Where(file.Axes.ContainsKey).Select(axis => file.Axes[axis]));

    private static string Relative(params string[] parts) => CommandFolder.Relative(Path.Combine(parts));
}
