namespace NtkRepro.Pipeline;

/// <summary>Runs a plan: keeps what is up to date, has the executor complete the rest, and publishes the results.</summary>
internal sealed class PipelineRunner
{
    private readonly Plan _plan;
    private readonly EngineParts _parts;
    private readonly OpenWork _work;

    // None for a part of a run, which nobody asks for by a name; several for a sweep.
    private readonly IReadOnlyList<RunMemory> _memories;

    private PipelineRunner(OpenWork work)
    {
        (_plan, _parts, _work) = (work.Plan, work.Parts, work);
        _memories = IsWhole ? RunMemory.Of(_plan, work.Options.Note, _parts) : [];
    }

    private bool IsWhole => !_plan.IsAlone && _plan.Definition.Stages.All(s => _plan.IsWhole(s.Name));

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
        _work.Events.RunStarted(_plan, () => SoFar(progress));
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
        if (_work.Open > 0)
        {
            var results = _work.Results();
            foreach (var memory in _memories)
            {
                memory.Begin(results, Warn);
            }
        }

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

    private RunResult SoFar(RunProgress progress)
    {
        var results = _work.Results();
        return new RunResult
        {
            Instances =
            [
                .. _plan.Instances.Select(p =>
                    results[p.Instance.Index]
                    ?? InstanceRunner.Unfinished(p, Outcome.Skipped, p.Key, 0, "it has not run yet", log: null)
                ),
            ],
            Warnings = _work.Events.Warnings,
            Cancelled = false,
            Duration = progress.Elapsed,
        };
    }

    /// <summary>The one place that knows which executors there are.</summary>
    private IPlanExecutor Executor() =>
        _work.Options.Slurm is { } slurm && _work.Open > 0 ? new SlurmExecutor(slurm) : new LocalExecutor();

    private RunResult Finish(RunProgress progress, IPlanExecutor executor)
    {
        var results = _work.Results();
        var isSuccess = _plan.Instances.All(p => results[p.Instance.Index]!.Manifest is not null);
        var published = isSuccess && _plan.Members.Count == 0 ? Published(_plan, results) : [];
        NoteUse();
        if (isSuccess && !_plan.IsAlone && _plan.Members.Count == 0)
        {
            var stages = _plan.Definition.Stages.Select(s => s.Name).ToList();
            foreach (var problem in Publisher.Publish(stages, _plan.IsWhole, published, _parts.Layout))
            {
                Warn(problem);
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
        if (_plan.Members.Count > 0)
        {
            result = result with { Members = [.. _plan.Members.Select(m => Part(m.Plan, result, results))] };
        }

        if (_memories.Count > 0)
        {
            var ended = result
                .Members.DefaultIfEmpty(result)
                .Zip(_memories, (r, m) => r with { Record = m.End(r, Warn) });
            result = _plan.Members.Count > 0 ? result with { Members = [.. ended] } : ended.First();
            result = result with { Warnings = _work.Events.Warnings };
        }

        _work.Events.RunFinished(result);
        return result;
    }

    private void Warn(string message) => _work.Events.Warn(instance: null, message);

    private IReadOnlyList<PublishedFile> Published(Plan plan, InstanceResult?[] results) =>
        new ShownFiles(
            plan,
            plan.Instances.ToDictionary(p => p.Instance, p => results[p.Instance.Index]!.Manifest!),
            _parts
        ).Files;

    /// <summary>What one combination of a sweep did, with the names that its instances have in a run of their own.</summary>
    private RunResult Part(Plan plan, RunResult whole, InstanceResult?[] results)
    {
        var part = whole with
        {
            Instances = [.. plan.Instances.Select(p => results[p.Instance.Index]! with { Name = p.Instance.Name })],
            Warnings = [],
        };
        return part.Succeeded ? part with { Published = Published(plan, results) } : part;
    }

    /// <summary>Tells the garbage collection what this run has referred to so far: at the start, in case it never ends, and at the end.</summary>
    private void NoteUse() => _parts.RunLists.Note(_work.Keys());
}
