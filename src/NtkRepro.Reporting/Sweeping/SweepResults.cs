using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The values of the parameters that vary, as they were given.</param>
/// <param name="Result">What it did.</param>
/// <param name="Claims">Its claims.</param>
/// <param name="Headlines">The numbers that sum up its networks.</param>
internal sealed record SweptRun(
    string Name,
    IReadOnlyList<string> Values,
    RunResult Result,
    IReadOnlyList<ModelClaimRow> Claims,
    IReadOnlyList<HeadlineRow> Headlines
)
{
    /// <summary>A network's number; null where it has none. Of several times the last.</summary>
    public HeadlineRow? Headline(string dataset, string model, string measure) =>
        Headlines.LastOrDefault(h => (h.Dataset, h.Model, h.Measure) == (dataset, model, measure));
}

/// <summary>A claim of one run of a sweep.</summary>
internal sealed record SweptClaim(
    string Dataset,
    string Model,
    string Id,
    string Verdict,
    string Ours,
    double Value,
    double Low,
    double High,
    double Threshold
);

/// <summary>What a sweep found: its runs, side by side.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What its runs have in common.</param>
/// <param name="Parameters">The paths of the parameters that vary.</param>
/// <param name="Runs">Its runs, in the order of the combinations.</param>
internal sealed record SweepResults(
    string Name,
    RunTitle Title,
    IReadOnlyList<string> Parameters,
    IReadOnlyList<SweptRun> Runs
)
{
    /// <summary>The networks of all runs.</summary>
    public IReadOnlyList<(string Dataset, string Model)> Networks =>
        [.. Runs.SelectMany(r => r.Claims.Select(c => (c.Dataset, c.Model))).Distinct()];

    /// <summary>Sentences on networks whose results are the same in all runs: one may have a rate of its own, say.</summary>
    public IReadOnlyList<string> Unchanged =>
        [
            .. Networks
                .Where(n => Runs.Select(r => Result(r, n)).Distinct().Count() == 1)
                .Select(n =>
                    $"{NetworkTitle.Of(n.Model, n.Dataset)} is the same in all runs: nothing that it depends on varies. It may have a value of its own (models.{n.Model})."
                ),
        ];

    /// <summary>Reads the tables of a sweep that succeeded.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="result">What was done.</param>
    /// <param name="name">Its name.</param>
    public static SweepResults Of(Plan plan, RunResult result, string name) =>
        new(
            name,
            new RunTitle(
                plan.Preset,
                [.. plan.Request.Sets, .. plan.Request.Variations.Select(v => v.ToString())],
                result.Members.Any(m => m.Record?.IsDirty == true)
            ),
            [.. plan.Request.Variations.Select(v => v.Path)],
            [
                .. plan.Members.Zip(
                    result.Members,
                    (member, run) =>
                        new SweptRun(
                            run.Record?.Name ?? RunNames.Of(member.Plan.Preset, member.Plan.Request.Sets),
                            [.. member.Settings.Select(s => s.Value)],
                            run,
                            RunTables.Claims(run),
                            RunTables.Headlines(run)
                        )
                ),
            ]
        );

    /// <summary>The runs by the values that they have, <c>0.02</c> or <c>0.02, constant</c>.</summary>
    public static string Label(SweptRun run) => string.Join(", ", run.Values);

    /// <summary>Writes the tables, a column for each parameter first, then the run.</summary>
    /// <param name="folder">The folder; it must be there.</param>
    public void WriteTables(string folder)
    {
        Write(folder, "claims", run => run.Claims.Select(Swept));
        Write(folder, "headlines", run => run.Headlines);
    }

    private static string? Result(SweptRun run, (string Dataset, string Model) network) =>
        run
            .Result.Instances.FirstOrDefault(i =>
                i.Stage == "metrics"
                && (i.Axes.GetValueOrDefault("dataset"), i.Axes.GetValueOrDefault("model")) == network
            )
            ?.Key;

    private void Write<T>(string folder, string name, Func<SweptRun, IEnumerable<T>> rows) =>
        SweptTable.Write(
            folder,
            name,
            [.. Parameters, "run"],
            [.. Runs.SelectMany(r => rows(r).Select(row => ((IReadOnlyList<string>)[.. r.Values, r.Name], row)))]
        );

    private static SweptClaim Swept(ModelClaimRow claim) =>
        new(
            claim.Dataset,
            claim.Model,
            claim.Id,
            claim.Verdict,
            claim.Ours,
            claim.Value,
            claim.Low,
            claim.High,
            claim.Threshold
        );
}
