using System.Globalization;
using System.Runtime.InteropServices;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using Xunit.Runner.InProc.SystemConsole;

namespace NtkRepro.Slurm.Tests;

/// <summary>What a job of these tests runs: one instance of the toy pipeline, or of the reproduction. And the commands and measurements, and, asked for none of them, the tests.</summary>
internal static class Program
{
    private const int Failure = 1;

    public static int Main(string[] arguments)
    {
        using var cancellation = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                cancellation.Cancel();
            }
        );
        try
        {
            return arguments switch
            {
                ["toy", var folder, var run, .. var rest] => Run(
                    Toy.Load(folder),
                    rest[..^1],
                    rest[^1],
                    run,
                    cancellation.Token
                ),
                ["reproduction", var artifacts, var run, .. var rest] => Run(
                    Reproduction.Load(Repository.Definition, artifacts),
                    rest[..^1],
                    rest[^1],
                    run,
                    cancellation.Token
                ),
                ["command", var verb, var executor, var artifacts] => Command(verb, executor, artifacts),
                ["cluster"] => Keep(),
                ["submit", var count] => Measurements.Submit(int.Parse(count, CultureInfo.InvariantCulture)),
                ["smoke"] => Measurements.Smoke(),
                ["queue", var preset] => Measurements.Queue(preset),
                _ => ConsoleRunner.Run(arguments).GetAwaiter().GetResult(),
            };
        }
        catch (Exception e) when (e is StageFailedException or SlurmException)
        {
            Console.Error.WriteLine(e.Message);
            return Failure;
        }
    }

    /// <summary>What a job of a run calls: this program, for one instance, whose name the job appends.</summary>
    /// <param name="pipeline"><c>toy</c> or <c>reproduction</c>.</param>
    /// <param name="folder">Of the toy, or of the artifacts.</param>
    /// <param name="run">The folder of the run.</param>
    /// <param name="asked">What the plan was asked for.</param>
    public static IReadOnlyList<string> Job(string pipeline, string folder, string run, IEnumerable<string> asked) =>
        [.. Self, pipeline, folder, run, .. asked];

    /// <summary>How this program is started, whoever runs its tests.</summary>
    public static IReadOnlyList<string> Self { get; } =
    [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(Program).Assembly.Location];

    /// <summary>A command of the build, for the data of the smoke preset.</summary>
    private static int Command(string verb, string executor, string artifacts)
    {
        var request = new PipelineRequest
        {
            Definition = Repository.Definition,
            Artifacts = artifacts,
            Preset = "smoke",
            Targets = ["data"],
            Executor = executor,
            JobCommand = run => Job("reproduction", artifacts, run, ["preset:smoke"]),
        };
        return verb switch
        {
            "status" => PipelineCommands.Status(request),
            "stages" => Stages(request with { Targets = [] }),
            _ => PipelineCommands.Run(request),
        };
    }

    /// <summary>The targets of two stages, as NUKE runs them: one after the other.</summary>
    private static int Stages(PipelineRequest request)
    {
        var stages = new StageCommands();
        var first = stages.Run(new StageRequest(request, "Data", [], ["Parent", "Verify"]));
        Console.Out.WriteLine($"Data ends: {first.Code}, {first.Numbers.Count} numbers");
        return stages.Run(new StageRequest(request, "Parent", ["Data"], ["Verify"])).Code;
    }

    /// <summary>A cluster to try things on, until the input ends.</summary>
    private static int Keep()
    {
        using var cluster = new Cluster();
        Console.Out.WriteLine(cluster.Tools);
        Console.In.ReadToEnd();
        return 0;
    }

    private static int Run(
        PipelineEngine engine,
        string[] words,
        string instance,
        string run,
        CancellationToken cancellation
    )
    {
        var (sets, variations) = Variation.Divide([.. words.Where(w => w.Contains('=', StringComparison.Ordinal))]);
        var request = new PlanRequest
        {
            Preset = words.FirstOrDefault(w => w.StartsWith("preset:", StringComparison.Ordinal))?[7..],
            Sets = sets,
            Variations = variations,
            Force = [.. words.Where(w => w.StartsWith("force:", StringComparison.Ordinal)).Select(w => w[6..])],
        };
        var result = engine.RunJob(request, instance, run, cancellation);
        Console.Error.Write(result.FailureText());
        return result.Succeeded ? 0 : Failure;
    }
}
