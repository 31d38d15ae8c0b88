namespace NtkRepro.Pipeline.Tests;

/// <summary>A pipeline whose models depend on the dataset, in a temporary folder.</summary>
internal sealed class RaggedProject : IDisposable
{
    public const string Yaml = """
        name: ragged
        parameters:
          run:
            datasets: [fashion-mnist, spam]
            models: { fashion-mnist: [cnn, resnet], spam: [mlp] }
            times: [0, 1]
            extra: { cnn: [0.5], resnet: [0.5, 2], mlp: [1] }
            seeds: [0, 1]
            depth: 3
          widths: { cnn: 16, resnet: 32, mlp: 64 }
        presets:
          default: {}
          wide: { run: { models: { spam: [mlp, cnn] } } }
        stages:
          parent:
            foreach: { dataset: run.datasets, model: "run.models.{dataset}", seed: run.seeds }
            parameters: ["widths.{model}"]
            outputs: [log.txt]
            publish: [log.txt]
          child:
            foreach: { dataset: run.datasets, model: "run.models.{dataset}", seed: run.seeds, time: [run.times, "run.extra.{model}"] }
            inputs: [parent/log.txt]
            outputs: [log.txt]
          table:
            foreach: { dataset: run.datasets }
            inputs: [child/log.txt]
            outputs: [table.txt]
          models:
            foreach: { dataset: run.datasets, model: "run.models.{dataset}" }
            inputs: [table/table.txt, child/log.txt]
            outputs: [table.txt]

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ragged-").FullName;

    public RaggedProject(string yaml = Yaml)
    {
        File.WriteAllText(YamlPath, yaml);
        Stages =
        [
            new("parent", c => ToyStage.Write(c, "log.txt", c.Instance, $"{c.Parameters<int>("widths.{model}")}")),
            new("child", c => ToyStage.Write(c, "log.txt", c.Instance, c.Input("parent/log.txt").Sha256)),
            new("table", c => ToyStage.Write(c, "table.txt", c.Inputs("child/log.txt").Select(i => i.Sha256))),
            new("models", c => ToyStage.Write(c, "table.txt", c.Inputs("child/log.txt").Select(i => i.Sha256))),
        ];
    }

    public IReadOnlyList<ToyStage> Stages { get; }

    public string Latest => Path.Combine(_folder, "artifacts", "latest");

    private string YamlPath => Path.Combine(_folder, "pipeline.yaml");

    public PipelineEngine Load(Type? parameters = null) =>
        PipelineEngine.Load(
            YamlPath,
            parameters ?? typeof(Parameters),
            Stages,
            new PipelineOptions { Engine = "toy 1", Durable = false }
        );

    public Plan Plan(params string[] sets) => Load().Plan(new PlanRequest { Sets = sets });

    public RunResult Run(params string[] sets)
    {
        var engine = Load();
        return engine.Run(engine.Plan(new PlanRequest { Sets = sets }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public sealed record Parameters(RunParameters Run, IReadOnlyDictionary<string, int> Widths);

    public sealed record RunParameters(
        IReadOnlyList<string> Datasets,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Models,
        NumberRange Times,
        IReadOnlyDictionary<string, NumberRange> Extra,
        IReadOnlyList<int> Seeds,
        int Depth
    );
}
