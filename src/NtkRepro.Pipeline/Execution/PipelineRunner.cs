namespace NtkRepro.Pipeline;

/// <summary>Runs a plan: keeps what is up to date, has the executor complete the rest, and publishes the results.</summary>
internal sealed class PipelineRunner
{
    private readonly Plan _plan;
    private readonly EngineParts _parts;
    private readonly OpenWork _work;

    private PipelineRunner(OpenWork work) => (_plan, _parts, _work) = (work.Plan, work.Parts, work);

    public static RunResult Run(
        Plan plan,
        EngineParts parts,
        RunOptions options,
        IProgress<PipelineEvent>? observer,
        CancellationToken cancellation
    )
    {
        var open = plan.Instances.Where(p => p.State is PlanState.WillRun or PlanState.MayRun).ToList();
        parts.Program.Run(open);
        if (open.Count > 0)
        {
            parts.Layout.CheckFolders();
        }

        var progress = new RunProgress(plan, options.Slurm is null ? options.Jobs : null, parts.Clock);
        var events = new RunEvents(progress, observer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = new OpenWork(plan, parts, options, events, stop, cancellation);
        return new PipelineRunner(work).Run(progress);
    }

    private RunResult Run(RunProgress progress)
    {
        Janitor.Sweep(_parts.Layout);
        _work.Events.RunStarted(_plan);
        foreach (var planned in _plan.Instances.Where(p => p.State == PlanState.UpToDate))
        {
            _work.Keep(
                planned,
                _work.Runner.Result(planned, Outcome.UpToDate, planned.Manifest!, seconds: 0, log: null)
            );
            _parts.LastRuns.Reused(planned, planned.Manifest!);
        }

        foreach (var planned in _plan.Instances.Where(p => p.State == PlanState.Blocked))
        {
            _work.End(
                planned,
                InstanceRunner.Unfinished(planned, Outcome.Skipped, planned.Key, 0, planned.Reasons[0], log: null)
            );
        }

        NoteUse();
        using var executor = Executor();
        executor.Execute(_work);
        foreach (var planned in _plan.Instances.Where(p => _work.ResultOf(p) is null))
        {
            _work.End(
                planned,
                InstanceRunner.Unfinished(planned, Outcome.Skipped, planned.Key, 0, "the run was stopped", log: null)
            );
        }

        return Finish(progress, executor);
    }

    /// <summary>The one place that knows which executors there are.</summary>
    private IPlanExecutor Executor() =>
        _work.Options.Slurm is { } slurm && _work.Open > 0 ? new SlurmExecutor(slurm) : new LocalExecutor();

    private RunResult Finish(RunProgress progress, IPlanExecutor executor)
    {
        var results = _work.Results();
        var isSuccess = _plan.Instances.All(p => results[p.Instance.Index]!.Manifest is not null);
        var published = isSuccess ? Published(results) : [];
        NoteUse();
        if (isSuccess && !_plan.IsAlone)
        {
            foreach (var problem in Publisher.Publish(_plan, published, _parts.Layout))
            {
                _work.Events.Warn(instance: null, problem);
            }

            if (_plan.Definition.Stages.All(s => _plan.IsWhole(s.Name)))
            {
                _parts.FinishedRuns.Note(_plan, _plan.Instances.Select(p => results[p.Instance.Index]!));
            }
        }

        _parts.LastRuns.Compact();
        _parts.Hashes.Save();
        var result = new RunResult
        {
            Instances = [.. _plan.Instances.Select(p => results[p.Instance.Index]!)],
            Published = published,
            Warnings = _work.Events.Warnings,
            Cancelled = _work.Cancellation.IsCancellationRequested && !isSuccess,
            Duration = progress.Elapsed,
            Left = executor.Left,
        };
        _work.Events.RunFinished(result);
        return result;
    }

    private IReadOnlyList<PublishedFile> Published(InstanceResult?[] results) =>
        new ShownFiles(
            _plan,
            _plan.Instances.ToDictionary(p => p.Instance, p => results[p.Instance.Index]!.Manifest!),
            _parts
        ).Files;

    /// <summary>Tells the garbage collection what this run has referred to so far: at the start, in case it never ends, and at the end.</summary>
    private void NoteUse() => _parts.RunLists.Note(_work.Keys());
}
