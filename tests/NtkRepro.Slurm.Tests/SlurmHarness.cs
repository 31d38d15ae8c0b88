using System.Collections.Concurrent;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using Spectre.Console;

namespace NtkRepro.Slurm.Tests;

/// <summary>Runs the toy pipeline, here or on a cluster, and keeps what was told on the way.</summary>
internal sealed class SlurmHarness(Cluster cluster, Toy toy)
{
    public ConcurrentQueue<PipelineEvent> Events { get; } = new();

    public PlanRequest Request { get; init; } = new();

    public bool KeepGoing { get; init; }

    public bool IsResuming { get; init; }

    /// <summary>Receives what a person would have seen, once the run is over.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>Where <c>sbatch</c> and its like lie, if not in the cluster's folder.</summary>
    public string? Tools { get; init; }

    public IEnumerable<string> Warnings => Events.OfType<Warned>().Select(w => w.Message);

    public static RunResult RunHere(Toy toy, PlanRequest? request = null)
    {
        var engine = toy.Load();
        return engine.Run(engine.Plan(request), new RunOptions { Jobs = 2 });
    }

    public RunResult Run(CancellationToken cancellation = default)
    {
        using var screen = new StringWriter();
        var engine = toy.Load();
        var result = engine.Run(
            engine.Plan(Request),
            new RunOptions { KeepGoing = KeepGoing, Slurm = Options() },
            new Screen(Events, new ProgressLines(screen)),
            cancellation
        );
        var code = new RunConsole(OutputLevel.Normal, AnsiConsole.Console, screen, isWatched: false).Finish(result);
        Output?.Invoke($"{screen}exit code {code}");
        return result;
    }

    public Task<RunResult> Start(CancellationToken cancellation = default) =>
        Task.Factory.StartNew(
            () => Run(cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    public SlurmOptions Options() =>
        new()
        {
            Command = run =>
                Program.Job(
                    "toy",
                    toy.Folder,
                    run,
                    [
                        .. Request.Sets,
                        .. Request.Variations.Select(v => v.ToString()),
                        .. Request.Force.Select(f => $"force:{f}"),
                    ]
                ),
            Tools = Tools ?? cluster.Tools,
            Pause = TimeSpan.FromMilliseconds(200),
            IsResuming = IsResuming,
        };

    /// <summary>How many arrays are in the queue.</summary>
    public int Jobs() =>
        cluster
            .Tool("squeue", "--noheader", "--format=%F")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .Count();

    /// <summary>The tasks of all jobs in the queue that are not over, as <c>id state</c>.</summary>
    public IReadOnlyList<string> Queue() =>
        cluster
            .Tool("squeue", "--noheader", "--array", "--format=%i %T")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Screen(ConcurrentQueue<PipelineEvent> events, ProgressLines lines) : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value)
        {
            events.Enqueue(value);
            lines.Report(value);
        }
    }
}
