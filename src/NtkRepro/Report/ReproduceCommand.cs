using NtkRepro.Pipeline;

namespace NtkRepro.Report;

/// <summary>What to reproduce, and how.</summary>
public sealed record ReproduceRequest
{
    /// <summary>The pipeline definition.</summary>
    public required string Definition { get; init; }

    /// <summary>Where results are kept.</summary>
    public required string Artifacts { get; init; }

    /// <summary>The overlay of parameters; null for the default.</summary>
    public string? Preset { get; init; }

    /// <summary>Parameters to change, as path=value.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Stages, or names or patterns of instances; everything where there are none.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether what the targets need must be up to date already, rather than run.</summary>
    public bool TargetsAlone { get; init; }

    /// <summary>Names or patterns of instances to run again.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Instances to run side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whether a failure stops only what depends on it.</summary>
    public bool KeepGoing { get; init; }
}

/// <summary>Runs the pipeline for a person at a console, or for CI.</summary>
public static class ReproduceCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;
    private const int Interrupted = 130;

    /// <summary>Runs what is out of date and prints progress and summary.</summary>
    /// <returns>The exit code: 0 done, 1 a stage failed, 2 a mistake in the definition, 130 interrupted.</returns>
    public static int Run(ReproduceRequest request)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += Cancel;
        try
        {
            return Checked(() => Run(request, cancellation.Token));
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }

        void Cancel(object? sender, ConsoleCancelEventArgs key)
        {
            key.Cancel = true;
            cancellation.Cancel();
        }
    }

    /// <summary>Prints what <see cref="Run(ReproduceRequest)"/> would do, and why.</summary>
    /// <returns>The exit code: 0, or 2 for a mistake in the definition.</returns>
    public static int Plan(ReproduceRequest request) =>
        Checked(() =>
        {
            var (_, plan) = Prepare(request);
            Console.Out.WriteLine(PlanText.Render(plan));
            return Success;
        });

    private static int Checked(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (DefinitionException mistakes)
        {
            Console.Error.WriteLine(mistakes.Message);
            return Usage;
        }
    }

    private static (PipelineEngine Engine, Plan Plan) Prepare(ReproduceRequest request)
    {
        var engine = Reproduction.Load(request.Definition, request.Artifacts);
        var asked = new PlanRequest
        {
            Preset = request.Preset,
            Sets = request.Sets,
            Targets = request.Targets,
            Only = request.TargetsAlone,
            Force = request.Force,
        };
        return (engine, engine.Plan(asked));
    }

    private static int Run(ReproduceRequest request, CancellationToken cancellation)
    {
        var (engine, plan) = Prepare(request);
        var options = new RunOptions { Jobs = request.Jobs, KeepGoing = request.KeepGoing };
        var result =
            !Console.IsOutputRedirected && !plan.IsUpToDate
                ? new LiveProgress().While(Consoles.Output, p => engine.Run(plan, options, p, cancellation))
                : engine.Run(plan, options, new ProgressLines(Console.Out), cancellation);
        foreach (var warning in result.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
        if (result.Succeeded)
        {
            RunSummary.Print(result, Path.Combine(request.Artifacts, "latest"), Consoles.Output);
            return Success;
        }
        PrintFailure(result);
        return result.Cancelled ? Interrupted : Failure;
    }

    private static void PrintFailure(RunResult result)
    {
        foreach (var failed in result.Failed)
            Console.Error.WriteLine($"failed: {failed.Name}: {failed.Failure}\n  log: {failed.LogPath}");
        if (result.Skipped.Count > 0)
            Console.Error.WriteLine($"{result.Skipped.Count} instances that depend on these did not run.");
        if (result.Cancelled)
            Console.Error.WriteLine("Interrupted. What was finished is kept; the same command goes on from there.");
    }
}
