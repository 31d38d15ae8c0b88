using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>A stage to run, as one of several targets that run one after the other.</summary>
/// <param name="Pipeline">What to reproduce, and how.</param>
/// <param name="Target">The target: the stage's name, in any case.</param>
/// <param name="Before">The targets that ran before it, stages or not.</param>
/// <param name="After">Those that are to run after it.</param>
public sealed record StageRequest(
    PipelineRequest Pipeline,
    string Target,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After
);

/// <summary>Runs single stages, one after the other. What a stage needs is the matter of those before it.</summary>
public sealed class StageCommands
{
    // Loaded once for all of them: reading and checking the definition takes longer than planning a stage.
    private PipelineEngine? engine;

    /// <summary>
    /// Runs what is out of date of one stage. On SLURM nothing runs before the last of the stages does, which submits all of them: so the
    /// jobs are queued at once and one run to <see cref="PipelineCommands.Status"/>.
    /// </summary>
    public RunOutcome Run(StageRequest request)
    {
        var outcome = RunOutcome.Of(ExitCodes.Success);
        var code = PipelineCommands.Interruptible(interruption =>
        {
            outcome = Run(request, interruption);
            return outcome.Code;
        });
        return outcome with { Code = code };
    }

    private RunOutcome Run(StageRequest request, Interruption interruption)
    {
        var pipeline = request.Pipeline;
        var isSlurm = Executors.Check(pipeline.Executor) == Executors.Slurm;
        if (isSlurm && request.After.Any(target => StageOf(target) is not null))
            return RunOutcome.Of(ExitCodes.Success);

        var stage =
            StageOf(request.Target)
            ?? throw new ArgumentException($"no stage is named '{request.Target}'", nameof(request));
        engine ??= PipelineCommands.Load(pipeline);
        var run = new PipelineRun(engine, pipeline, interruption);
        if (isSlurm)
        {
            var all = request.Before.Select(StageOf).OfType<string>().Append(stage);
            return Asked(pipeline, [.. all]) is { } together
                ? RunOutcome.Of(run.Run(together, PipelineCommands.Options(pipeline)))
                : RunOutcome.Of(ExitCodes.Success);
        }
        return Asked(pipeline, [stage]) is { } alone
            ? run.RunStage(alone, stage, PipelineCommands.Options(pipeline))
            : RunOutcome.Of(ExitCodes.Success);
    }

    // The instances of these stages; of those that are asked for by name, where any are. Null where that leaves none.
    private PlanRequest? Asked(PipelineRequest request, IReadOnlyList<string> stages)
    {
        var asked = PipelineCommands.Asked(request);
        if (!request.TargetsAlone)
            return asked with { Targets = stages, Only = true };
        var names = engine!
            .Plan(asked)
            .Instances.Where(i => i.IsSelected && stages.Contains(i.Stage))
            .Select(i => i.Name)
            .ToList();
        return names.Count > 0 ? asked with { Targets = names } : null;
    }

    private static string? StageOf(string target) =>
        Reproduction
            .Stages.Select(s => s.Name)
            .FirstOrDefault(name => string.Equals(name, target, StringComparison.OrdinalIgnoreCase));
}
