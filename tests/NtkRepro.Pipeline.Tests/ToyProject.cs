using System.Globalization;

namespace NtkRepro.Pipeline.Tests;

/// <summary>A pipeline in a temporary folder, with the shape of a small learning experiment and none of its content.</summary>
internal sealed class ToyProject : IDisposable
{
    public const string Yaml = """
        name: toy
        parameters:
          run: { models: [cnn], seeds: [0], times: [0, 0.25, 1], children: [1, 2], rates: [1, 0.1] }
          models:
            cnn: { kind: cnn, channels: [16, 32] }
            mlp: { kind: wide-mlp }
          data: { dataset: digits, train: 4000, sources: [/data] }
          training: { epochs: 12, learning_rate: 0.1 }
          kernel: { probes: 100, grid: { from: 0, to: 1, step: 0.4 } }
        presets:
          default: {}
          smoke: { data: { train: 1000 }, kernel: { probes: 20 } }
        stages:
          data:
            description: Splits the data.
            parameters: [data]
            code: [code/data/**/*.cs]
            outputs: [train.bin, test.bin]
          parent:
            foreach: { model: run.models, seed: run.seeds }
            parameters: ["models.{model}", training, run.times]
            inputs: [data/train.bin, data/test.bin]
            code: [code/train.cs]
            outputs: [log.txt, "checkpoints/*.bin"]
          child:
            foreach: { model: run.models, seed: run.seeds, time: run.times, rate: run.rates, child: run.children }
            parameters: [training]
            inputs: [data/train.bin, "parent/checkpoints/{time}.bin"]
            code: [code/train.cs]
            outputs: [log.txt]
          kernel:
            foreach: { model: run.models, seed: run.seeds, time: [run.times, kernel.grid] }
            parameters: [kernel.probes]
            inputs: [data/test.bin, parent/log.txt]
            outputs: [gram.bin]
          metrics:
            foreach: { model: run.models }
            inputs: [child/log.txt, kernel/gram.bin]
            outputs: [table.txt, "plots/*.svg"]
            publish: [table.txt, "plots/*.svg"]

        """;

    public ToyProject(string yaml = Yaml)
    {
        Folder = Directory.CreateTempSubdirectory("toy-").FullName;
        Write("pipeline.yaml", yaml);
        Write("code/data/Split.cs", "split");
        Write("code/data/deep/Read.cs", "read");
        Write("code/train.cs", "train");
        Stages =
        [
            new("data", c => Both(c, "train.bin", "test.bin", $"{c.Parameters<DataParameters>("data").Train}")),
            new("parent", Parent),
            new("child", Child),
            new(
                "kernel",
                c =>
                    ToyStage.Write(
                        c,
                        "gram.bin",
                        c.Input("parent/log.txt").Sha256,
                        $"{c.Parameters<int>("kernel.probes")}"
                    )
            ),
            new("metrics", Metrics),
        ];
    }

    public string Folder { get; }

    public string YamlPath => Path.Combine(Folder, "pipeline.yaml");

    public string Artifacts => Path.Combine(Folder, "artifacts");

    public IReadOnlyList<ToyStage> Stages { get; }

    /// <summary>Every instance that ran, in the order of stages.</summary>
    public IReadOnlyList<string> Ran => [.. Stages.SelectMany(s => s.Ran)];

    public ToyStage this[string stage] => Stages.First(s => s.Name == stage);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public PipelineEngine Load(string engine = "toy 1", Func<PipelineOptions, PipelineOptions>? with = null)
    {
        var options = new PipelineOptions { Engine = engine, Durable = false };
        return PipelineEngine.Load<ToyParameters>(YamlPath, Stages, with is null ? options : with(options));
    }

    public Plan Plan(params string[] sets) => Load().Plan(new PlanRequest { Sets = sets });

    /// <summary>Plans and runs with a fresh engine, as a new process would; forgets what ran before.</summary>
    public RunResult Run(params string[] sets) => Run(new PlanRequest { Sets = sets });

    public RunResult Run(PlanRequest request, RunOptions? options = null)
    {
        Forget();
        var engine = Load();
        return engine.Run(engine.Plan(request), options);
    }

    public void Forget()
    {
        foreach (var stage in Stages)
        {
            stage.Ran.Clear();
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Both(StageContext context, string first, string second, string text)
    {
        ToyStage.Write(context, first, first, text);
        ToyStage.Write(context, second, second, text);
    }

    private static void Parent(StageContext context)
    {
        var data = context.Input("data/train.bin").Sha256;
        var training = context.Parameters<TrainingParameters>("training");
        var model = context.Parameters<ModelParameters>("models.{model}");
        foreach (var time in context.Parameters<NumberRange>("run.times"))
        {
            var text = time.ToString(CultureInfo.InvariantCulture);
            ToyStage.Write(
                context,
                $"checkpoints/{text}.bin",
                data,
                text,
                $"{training}",
                $"{model.Kind}",
                context.Axis("seed")
            );
        }

        ToyStage.Write(context, "log.txt", data, $"{training}", context.Axis("seed"));
    }

    private static void Child(StageContext context)
    {
        var checkpoint = context.Input("parent/checkpoints/{time}.bin").Sha256;
        ToyStage.Write(context, "log.txt", checkpoint, context.Axis("rate"), context.Axis("child"));
    }

    private static void Metrics(StageContext context)
    {
        var inputs = context.Inputs("child/log.txt").Concat(context.Inputs("kernel/gram.bin"));
        ToyStage.Write(context, "table.txt", inputs.Select(i => i.Sha256));
        ToyStage.Write(context, "plots/curve.svg", "svg");
    }
}
