using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Training;
using Spectre.Console;

namespace NtkRepro.Report;

/// <summary>What a person reads at the end of a run: the claims, the diverged runs, and where the figures are.</summary>
public static class RunSummary
{
    private const int MostRuns = 20;
    private const int MostFolders = 3;

    private static readonly string[] AxisNames = ["dataset", "model"];

    /// <summary>Prints the summary of a run that succeeded.</summary>
    /// <param name="result">The run.</param>
    /// <param name="latest">The folder with readable names.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(RunResult result, string latest, IAnsiConsole console)
    {
        var claims = result.Outputs("metrics", name: "claims.parquet").SelectMany(ClaimsOf).ToList();
        if (claims.Count > 0)
            ClaimReport.Print(claims, console);
        PrintDiverged(result, latest, console);
        var computed = result.Count(Pipeline.Outcome.Computed);
        var seconds = result.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        console.WriteLine(
            computed == 0
                ? $"Up to date: all {result.Instances.Count} instances were there ({seconds} s)."
                : $"Computed {computed} of {result.Instances.Count} instances in {seconds} s; the others were there."
        );
        PrintFigures(result, latest, console);
    }

    private static IEnumerable<ModelClaimRow> ClaimsOf(InputFile file) =>
        Data
            .Table.Read<ClaimRow>(file.Path)
            .Select(claim =>
                ModelClaimRow.Of(
                    file.Axes.GetValueOrDefault("dataset", ""),
                    file.Axes.GetValueOrDefault("model", ""),
                    claim
                )
            );

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

    private static string Name(string network, RunRow run) =>
        run.Kind == "parent"
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Left out: {network}: parent of seed {run.Seed}: {run.Outcome}"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Left out: {network}: {run.Kind} of seed {run.Seed}, time {run.Time}, rate {run.Rate}, order {run.Child}: {run.Outcome}"
            );

    private static void PrintFigures(RunResult result, string latest, IAnsiConsole console)
    {
        var folders = result.Outputs("figures", name: "*.svg").GroupBy(Folder).ToList();
        if (folders.Count > MostFolders)
        {
            console.WriteLine($"Figures of {folders.Count} networks, in {Relative(latest, "figures")}/.");
            return;
        }
        foreach (var folder in folders)
        {
            console.WriteLine($"Figures, in {Relative(latest, "figures", folder.Key)}/:");
            console.WriteLine($"  {string.Join(", ", folder.Select(f => f.Name))}");
        }
    }

    // The name of a result's folder below that of its stage.
    private static string Folder(InputFile file) =>
        string.Join('-', AxisNames.Where(file.Axes.ContainsKey).Select(axis => file.Axes[axis]));

    private static string Relative(params string[] parts) =>
        Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(parts));
}
