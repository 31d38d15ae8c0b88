namespace NtkRepro.Pipeline.Tests;

/// <summary>A pipeline in a temporary folder whose models need not have children.</summary>
internal sealed class OptionalProject : IDisposable
{
    public const string Yaml = """
        name: optional
        parameters:
          models: [cnn, mlp]
          times: { cnn: [0, 1], mlp: [] }
          more: { cnn: [], mlp: [] }
          steps: 3
        stages:
          parent:
            foreach: { model: models }
            outputs: [log.txt]
          child:
            foreach: { model: models, time: "times.{model}?" }
            parameters: [steps]
            inputs: [parent/log.txt]
            outputs: [log.txt]
          table:
            foreach: { model: models }
            inputs: [parent/log.txt]
            optional: [child/log.txt]
            outputs: [table.txt]

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("optional-").FullName;

    public OptionalProject(string yaml = Yaml)
    {
        File.WriteAllText(YamlPath, yaml);
        Stages =
        [
            new("parent", c => ToyStage.Write(c, "log.txt", c.Instance)),
            new("child", c => ToyStage.Write(c, "log.txt", c.Instance)),
            new("table", c => File.WriteAllText(c.Output("table.txt"), $"{c.Inputs("child/log.txt").Count} children")),
        ];
    }

    public IReadOnlyList<ToyStage> Stages { get; }

    private string YamlPath => Path.Combine(_folder, "pipeline.yaml");

    public PipelineEngine Load() =>
        PipelineEngine.Load<Parameters>(YamlPath, Stages, new PipelineOptions { Engine = "toy 1", Durable = false });

    public Plan Plan(params string[] sets) => Load().Plan(new PlanRequest { Sets = sets });

    public RunResult Run(params string[] sets) => Run(new PlanRequest { Sets = sets });

    public RunResult Run(PlanRequest request)
    {
        var engine = Load();
        return engine.Run(engine.Plan(request));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public sealed record Parameters(
        IReadOnlyList<string> Models,
        IReadOnlyDictionary<string, NumberRange> Times,
        IReadOnlyDictionary<string, NumberRange> More,
        int Steps
    );
}
