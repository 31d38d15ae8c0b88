using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Comparing;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests.Comparing;

/// <summary>Runs of one stage, <c>metrics</c>, which writes what a comparison reads.</summary>
internal sealed class SampleRuns : IDisposable
{
    private const string Yaml = """
        name: sample
        parameters: { run: { datasets: [digits], networks: [cnn, mlp] }, level: 0.5, kind: plain, unread: a }
        presets: { default: {} }
        stages:
          metrics:
            foreach: { dataset: run.datasets, model: run.networks }
            parameters: [level, kind]
            outputs: ["*.parquet"]
            publish: ["*.parquet"]
        """;

    private readonly TemporaryFolder folder = new();
    private readonly PipelineEngine engine;

    public SampleRuns()
    {
        var path = folder.File("pipeline.yaml");
        File.WriteAllText(path, Yaml);
        engine = PipelineEngine.Load<Settings>(
            path,
            [new MetricsLike()],
            new PipelineOptions { Engine = "sample 1", Durable = false }
        );
    }

    public string Folder => folder.Folder("tables");

    public PipelineEngine Engine => engine;

    /// <summary>Runs a plan, and remembers it.</summary>
    public (Plan Plan, RunResult Result) Run(params string[] sets)
    {
        var (plain, variations) = Pipeline.Variation.Divide(sets);
        var plan = engine.Plan(new PlanRequest { Sets = plain, Variations = variations });
        var result = engine.Run(plan, new RunOptions { Note = new RunNote { Notes = RunNotes.Of } });
        result.ThrowIfFailed();
        return (plan, result);
    }

    public ComparedRun Compared(params string[] sets)
    {
        var result = Run(sets).Result;
        return new(result.Record!, result);
    }

    public void Dispose() => folder.Dispose();

    internal sealed record Settings(RunSettings Run, double Level, string Kind, string Unread);

    internal sealed record RunSettings(IReadOnlyList<string> Datasets, IReadOnlyList<string> Networks);

    private sealed class MetricsLike : IStage
    {
        public string Name => "metrics";

        public void Run(StageContext context)
        {
            var level = context.Parameters<double>("level");
            var verdict = level <= 0.5 ? Verdicts.Holds : Verdicts.DoesNotHold;
            Table.Write(
                context.Output("claims.parquet"),
                new[]
                {
                    new ClaimRow(
                        "match",
                        "",
                        "15 %",
                        "",
                        $"{level}",
                        level,
                        level - 0.1,
                        level + 0.1,
                        0.5,
                        "",
                        verdict
                    ),
                    new ClaimRow(
                        "universal",
                        "",
                        "all",
                        "",
                        "",
                        double.NaN,
                        double.NaN,
                        double.NaN,
                        0,
                        "",
                        Verdicts.NotTestable
                    ),
                }
            );
            Table.Write(
                context.Output("runs.parquet"),
                new[]
                {
                    new RunRow("parent", 0, 0, 0, "", 0.1, 4, 4, false, 0, 0, 0, 0, level / 2, 0, level / 2, "trained"),
                }
            );
            Table.Write(
                context.Output("measures.parquet"),
                new[]
                {
                    new MeasureRow("barrier", 0, 0, level, level - 0.1, level + 0.1),
                    new MeasureRow("barrier", 0, 2, level / 4, level / 8, level / 2),
                    new MeasureRow("gap_closed", 0, 2, 310, 300, 320),
                }
            );
            Table.Write(context.Output("training.parquet"), Array.Empty<TrainingRow>());
        }
    }
}
