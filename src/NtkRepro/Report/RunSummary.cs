using System.Globalization;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Report;

/// <summary>What a person reads at the end of a run: the claims, the diverged runs, and where the figures are.</summary>
public static class RunSummary
{
    /// <summary>Prints the summary of a run that succeeded.</summary>
    /// <param name="result">The run.</param>
    /// <param name="latest">The folder with readable names.</param>
    /// <param name="console">Where to print.</param>
    public static void Print(RunResult result, string latest, IAnsiConsole console)
    {
        foreach (var claims in result.Outputs("metrics", name: "claims.parquet"))
        {
            var model = claims.Axes["model"];
            console.Write(ClaimsTable(model, Data.Table.Read<ClaimRow>(claims.Path)));
            PrintDiverged(result, claims.Axes, console);
        }
        var computed = result.Count(Outcome.Computed);
        var seconds = result.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        console.WriteLine(
            computed == 0
                ? $"Up to date: all {result.Instances.Count} instances were there ({seconds} s)."
                : $"Computed {computed} of {result.Instances.Count} instances in {seconds} s; the others were there."
        );
        foreach (var group in result.Outputs("figures", name: "*.svg").GroupBy(f => f.Axes["model"]))
        {
            var folder = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(latest, "figures", group.Key));
            console.WriteLine($"Figures of {group.Key}, in {folder}/:");
            console.WriteLine($"  {string.Join(", ", group.Select(f => f.Name))}");
        }
    }

    private static Spectre.Console.Table ClaimsTable(string model, IReadOnlyList<ClaimRow> claims)
    {
        var table = new Spectre.Console.Table().Title($"Claims of the paper, model {Markup.Escape(model)}").Expand();
        table.Border(TableBorder.Simple);
        foreach (var heading in new[] { "claim", "paper", "here", "verdict" })
            table.AddColumn(heading);
        foreach (var claim in claims)
            table.AddRow(
                Markup.Escape(claim.Id),
                Markup.Escape(claim.Paper),
                Markup.Escape(claim.Ours),
                Verdict(claim)
            );
        return table;
    }

    private static string Verdict(ClaimRow claim) =>
        claim.Verdict switch
        {
            "holds" => "[green]holds[/]",
            "does not hold" => "[yellow]does not hold[/]",
            var other => $"[grey]{Markup.Escape(other)}[/]",
        };

    private static void PrintDiverged(RunResult result, IReadOnlyDictionary<string, string> axes, IAnsiConsole console)
    {
        var runs = Data.Table.Read<RunRow>(result.Output("metrics", "runs.parquet", axes).Path);
        foreach (var run in runs.Where(r => r.Outcome != Training.Outcomes.Trained))
        {
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Left out: {run.Kind} of seed {run.Seed}, time {run.Time}, rate {run.Rate}, order {run.Child}: {run.Outcome}"
                )
            );
        }
    }
}
