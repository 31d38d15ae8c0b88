using NtkRepro.Pipeline;

namespace NtkRepro.Tests.Support;

/// <summary>A pipeline of two stages and three instances that computes nothing: <c>first[a]</c>, <c>first[b]</c> and <c>second</c>.</summary>
internal sealed class TinyPipeline : IDisposable
{
    private const string Yaml = """
        parameters:
          run: { items: [a, b] }
        stages:
          first:
            foreach: { item: run.items }
            outputs: [x.txt]
          second:
            inputs: [first/x.txt]
            outputs: [y.txt]
        """;

    private readonly TemporaryFolder folder = new();
    private readonly PipelineEngine engine;

    /// <param name="first">What the first stage does before it writes its output.</param>
    /// <param name="text">What the stages write; their names unless given.</param>
    /// <param name="clock">The source of time; the system's unless given.</param>
    public TinyPipeline(Action<StageContext>? first = null, Func<string>? text = null, TimeProvider? clock = null)
    {
        var definition = folder.File("pipeline.yaml");
        File.WriteAllText(definition, Yaml);
        engine = PipelineEngine.Load<TinyParameters>(
            definition,
            [new Stage("first", "x.txt", first ?? (_ => { }), text), new Stage("second", "y.txt", _ => { }, text)],
            new PipelineOptions
            {
                Engine = "none 1",
                Durable = false,
                Clock = clock ?? TimeProvider.System,
            }
        );
    }

    public Plan Plan(params string[] force) => engine.Plan(new PlanRequest { Force = force });

    public RunResult Run(IProgress<PipelineEvent>? observer = null, params string[] force) =>
        engine.Run(Plan(force), new RunOptions { KeepGoing = true }, observer);

    /// <summary>Runs a target whose inputs must be there.</summary>
    public RunResult RunAlone(string target) =>
        engine.Run(engine.Plan(new PlanRequest { Targets = [target], Only = true }));

    public void Dispose() => folder.Dispose();

    private sealed class Stage(string name, string output, Action<StageContext> before, Func<string>? text) : IStage
    {
        public string Name => name;

        public void Run(StageContext context)
        {
            before(context);
            File.WriteAllText(context.Output(output), text?.Invoke() ?? context.Instance);
        }
    }
}

/// <summary>The parameters of <see cref="TinyPipeline"/>.</summary>
internal sealed record TinyParameters(TinyRun Run);

/// <summary>Its axis.</summary>
internal sealed record TinyRun(IReadOnlyList<string> Items);
