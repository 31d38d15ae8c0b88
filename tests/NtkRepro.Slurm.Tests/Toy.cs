using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

public sealed record ToyParameters(ToyRun Run, ToyScale Scale);

public sealed record ToyRun(IReadOnlyList<int> Seeds, IReadOnlyList<int> Times, IReadOnlyList<int> Children);

public sealed record ToyScale(int Data, int Child);

/// <summary>
/// A pipeline of the shape of a small experiment in a folder that all nodes see. What a test writes to <c>behaviour/&lt;stage&gt;</c> or
/// <c>behaviour/&lt;instance&gt;</c> makes a job misbehave; every computation leaves a line in <c>trace/&lt;instance&gt;</c>.
/// </summary>
internal sealed class Toy : IDisposable
{
    private const int FullSize = 1 + 2 + 12 + 6 + 1;
    private const int MostBites = 60;
    private const int SmallSize = 1 + 2 + 4 + 2 + 1;

    private const string Yaml = """
        name: toy
        parameters:
          run: { seeds: [0, 1], times: [0, 1, 2], children: [1, 2] }
          scale: { data: 1, child: 1 }
        executors:
          slurm: { cpus: 1, max_retries: 2 }
        stages:
          data:
            parameters: [scale.data]
            outputs: [value.txt]
          parent:
            foreach: { seed: run.seeds }
            inputs: [data/value.txt]
            outputs: [value.txt]
          child:
            foreach: { seed: run.seeds, time: run.times, child: run.children }
            parameters: [scale.child]
            inputs: [parent/value.txt]
            outputs: [value.txt]
          barrier:
            foreach: { seed: run.seeds, time: run.times }
            inputs: [child/value.txt]
            outputs: [value.txt]
          metrics:
            inputs: [barrier/value.txt, parent/value.txt]
            outputs: [value.txt]
            publish: [value.txt]

        """;

    /// <param name="executors">The section <c>executors.slurm</c>; a plain one unless given.</param>
    /// <param name="isSmall">Whether one spawn time must do.</param>
    public Toy(string? executors = null, bool isSmall = false)
    {
        Size = isSmall ? SmallSize : FullSize;
        Folder = Directory.CreateTempSubdirectory("toy-").FullName;
        var yaml = Yaml.Replace(
                "{ cpus: 1, max_retries: 2 }",
                executors ?? "{ cpus: 1, max_retries: 2 }",
                StringComparison.Ordinal
            )
            .Replace("[0, 1, 2]", isSmall ? "[1]" : "[0, 1, 2]", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, "pipeline.yaml"), yaml);
        Directory.CreateDirectory(Path.Combine(Folder, "behaviour"));
        Directory.CreateDirectory(Path.Combine(Folder, "trace"));
        Directory.CreateDirectory(Path.Combine(Folder, "processes"));
    }

    /// <summary>The number of all instances.</summary>
    public int Size { get; }

    public string Folder { get; }

    public string Artifacts => Path.Combine(Folder, "artifacts");

    public static PipelineEngine Load(string folder) =>
        PipelineEngine.Load<ToyParameters>(
            Path.Combine(folder, "pipeline.yaml"),
            [
                Stage(folder, "data", c => $"{c.Parameters<int>("scale.data")}"),
                Stage(folder, "parent", c => Read(c, "data/value.txt") + c.Axis("seed")),
                Stage(
                    folder,
                    "child",
                    c =>
                        Read(c, "parent/value.txt")
                        + c.Axis("time")
                        + c.Axis("child")
                        + c.Parameters<int>("scale.child")
                ),
                Stage(folder, "barrier", c => Read(c, "child/value.txt")),
                Stage(folder, "metrics", c => Read(c, "barrier/value.txt") + Read(c, "parent/value.txt")),
            ],
            new PipelineOptions
            {
                Engine = "toy 1",
                Durable = false,
                Visibility = TimeSpan.FromSeconds(5),
            }
        );

    public PipelineEngine Load() => Load(Folder);

    /// <summary>Makes a stage or an instance misbehave: <c>fail</c>, <c>crash</c>, <c>hold</c>, <c>hold once</c> or <c>eat</c>.</summary>
    public void Behave(string name, string how) => File.WriteAllText(BehaviourOf(Folder, name), how);

    /// <summary>Lets go what holds, and everything behave.</summary>
    public void Release(string name) => File.Delete(BehaviourOf(Folder, name));

    /// <summary>How often an instance began to compute.</summary>
    public int Began(string instance) => Trace(instance).Count(l => l == "begin");

    /// <summary>The id of the process that last began to compute an instance.</summary>
    public int ProcessOf(string instance) =>
        int.Parse(
            File.ReadAllText(Path.Combine(Folder, "processes", instance)),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private string[] Trace(string instance)
    {
        var file = TraceOf(Folder, instance);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>Every computation so far, by instance.</summary>
    public IReadOnlyList<string> AllBegan() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Folder, "trace"))
                .SelectMany(f => File.ReadAllLines(f).Where(l => l == "begin").Select(_ => Path.GetFileName(f)))
                .Order(StringComparer.Ordinal),
        ];

    public string Result() => File.ReadAllText(Path.Combine(Artifacts, "latest", "metrics", "value.txt"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static DelegateStage Stage(string folder, string name, Func<StageContext, string> compute) =>
        new(
            name,
            context =>
            {
                File.WriteAllText(Path.Combine(folder, "processes", context.Instance), $"{Environment.ProcessId}");
                File.AppendAllText(TraceOf(folder, context.Instance), "begin\n");
                Misbehave(folder, context);
                File.WriteAllText(context.Output("value.txt"), Digest(compute(context)));
                File.AppendAllText(TraceOf(folder, context.Instance), "end\n");
            }
        );

    private static void Misbehave(string folder, StageContext context)
    {
        foreach (var file in new[] { context.Stage, context.Instance }.Select(n => BehaviourOf(folder, n)))
        {
            switch (Behaviour(file))
            {
                case "fail":
                    throw new InvalidOperationException($"{context.Instance} was told to fail");
                case "crash":
                    Environment.FailFast($"{context.Instance} was told to crash");
                    break;
                case "eat":
                    Eat();
                    break;
                case "hold once" when File.ReadAllLines(TraceOf(folder, context.Instance)).Length > 1:
                    break;
                case "hold" or "hold once":
                    context.Report(0.5, "holding");
                    while (Behaviour(file) is not null)
                    {
                        context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                        context.Cancellation.ThrowIfCancellationRequested();
                    }

                    break;
                default:
                    break;
            }
        }
    }

    // Beside the managed heap, as tensors do, and until something stops it.
    private static void Eat()
    {
        var bite = new byte[32 << 20];
        for (var bites = 0; bites < MostBites; bites++)
        {
            Marshal.Copy(bite, 0, Marshal.AllocHGlobal(bite.Length), bite.Length);
            Thread.Sleep(TimeSpan.FromMilliseconds(50));
        }
    }

    private static string? Behaviour(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string BehaviourOf(string folder, string name) => Path.Combine(folder, "behaviour", name);

    private static string TraceOf(string folder, string instance) => Path.Combine(folder, "trace", instance);

    private static string Read(StageContext context, string input) =>
        string.Concat(context.Inputs(input).Select(i => i.Sha256));

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class DelegateStage(string name, Action<StageContext> run) : IStage
    {
        public string Name => name;

        public void Run(StageContext context) => run(context);
    }
}
