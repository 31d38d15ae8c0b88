using System.Runtime.ExceptionServices;

namespace NtkRepro.Pipeline;

/// <summary>Runs a plan on long-lived threads: what is ready starts in the order of the longest chain of work behind it.</summary>
internal sealed class PipelineRunner : IDisposable
{
    private readonly Plan _plan;
    private readonly EngineParts _parts;
    private readonly RunOptions _options;
    private readonly RunEvents _events;
    private readonly InstanceRunner _runner;
    private readonly Schedule _schedule;
    private readonly InstanceResult?[] _results;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancellation;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _available = new(0);
    private ExceptionDispatchInfo? _fault;

    private PipelineRunner(
        Plan plan,
        EngineParts parts,
        RunOptions options,
        RunEvents events,
        CancellationTokenSource stop,
        CancellationToken cancellation
    )
    {
        (_plan, _parts, _options, _events, _stop, _cancellation) = (plan, parts, options, events, stop, cancellation);
        _runner = new InstanceRunner(parts, plan, events, options.Executor);
        _schedule = new Schedule(plan);
        _results = new InstanceResult?[plan.Size];
    }

    public static RunResult Run(
        Plan plan,
        EngineParts parts,
        RunOptions options,
        IProgress<PipelineEvent>? observer,
        CancellationToken cancellation
    )
    {
        var progress = new RunProgress(plan, options.Jobs, parts.Clock);
        var events = new RunEvents(progress, observer);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var runner = new PipelineRunner(plan, parts, options, events, stop, cancellation);
        return runner.Run(progress);
    }

    public void Dispose() => _available.Dispose();

    private RunResult Run(RunProgress progress)
    {
        Janitor.Sweep(_parts.Layout);
        _events.RunStarted(_plan);
        foreach (var planned in _plan.Instances.Where(p => p.State == PlanState.UpToDate))
        {
            Keep(planned, _runner.Result(planned, Outcome.UpToDate, planned.Manifest!, seconds: 0, log: null));
            _parts.LastRuns.Reused(planned.Name, planned.Key!, planned.Manifest!.Seconds);
        }

        foreach (var planned in _plan.Instances.Where(p => p.State == PlanState.Blocked))
        {
            End(
                planned,
                InstanceRunner.Unfinished(planned, Outcome.Skipped, planned.Key, 0, planned.Reasons[0], log: null)
            );
        }

        NoteUse();
        Work();
        _fault?.Throw();
        foreach (var planned in _plan.Instances.Where(p => _results[p.Instance.Index] is null))
        {
            End(
                planned,
                InstanceRunner.Unfinished(planned, Outcome.Skipped, planned.Key, 0, "the run was stopped", log: null)
            );
        }

        return Finish(progress);
    }

    private RunResult Finish(RunProgress progress)
    {
        var isSuccess = _plan.Instances.All(p => _results[p.Instance.Index]!.Manifest is not null);
        NoteUse();
        if (isSuccess && !_plan.IsAlone)
        {
            foreach (var problem in Publisher.Publish(_plan, _results, _parts.Layout))
            {
                _events.Warn(instance: null, problem);
            }

            if (_plan.Definition.Stages.All(s => _plan.IsWhole(s.Name)))
            {
                _parts.FinishedRuns.Note(_plan, _plan.Instances.Select(p => _results[p.Instance.Index]!));
            }
        }

        _parts.LastRuns.Compact();
        _parts.Hashes.Save();
        var result = new RunResult
        {
            Instances = [.. _plan.Instances.Select(p => _results[p.Instance.Index]!)],
            Warnings = _events.Warnings,
            Cancelled = _cancellation.IsCancellationRequested && !isSuccess,
            Duration = progress.Elapsed,
        };
        _events.RunFinished(result);
        return result;
    }

    /// <summary>Tells the garbage collection what this run has referred to so far: at the start, in case it never ends, and at the end.</summary>
    private void NoteUse() => _parts.RunLists.Note(_results.Select(r => r?.Manifest?.Key).OfType<string>());

    private void Work()
    {
        var count = Math.Min(_options.Jobs, _schedule.Open);
        if (count == 0)
        {
            return;
        }

        _available.Release(_schedule.Ready);
        var threads = Enumerable
            .Range(1, count)
            .Select(i => new Thread(WorkerLoop) { Name = $"worker {i}", IsBackground = true })
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private void WorkerLoop()
    {
        try
        {
            _parts.Options.OnWorkerStart?.Invoke(_plan.Parameters);
            while (Take() is { } planned)
            {
                _events.Started(planned);
                var result = _runner.Run(planned, ManifestOf, _stop.Token);
                Complete(planned, result);
            }
        }
        // A fault of the engine or of the application's start-up code: carried to the caller of Run.
        catch (Exception e)
        {
            lock (_lock)
            {
                _fault ??= ExceptionDispatchInfo.Capture(e);
            }

            Stop();
        }
    }

    /// <summary>A producer's result: of this run, or, for an instance that runs alone, of its plan.</summary>
    private Manifest ManifestOf(Instance producer) =>
        _results[producer.Index]?.Manifest ?? _plan.Of(producer).Manifest!;

    /// <summary>The next instance, once there is one; null when the run is over.</summary>
    private PlannedInstance? Take()
    {
        try
        {
            _available.Wait(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        lock (_lock)
        {
            return _schedule.Take();
        }
    }

    private void Complete(PlannedInstance planned, InstanceResult result)
    {
        _events.Ended(result);
        List<PlannedInstance> skipped;
        lock (_lock)
        {
            _results[planned.Instance.Index] = result;
            var ready = _schedule.Ready;
            skipped = _schedule.Complete(planned, hasResult: result.Manifest is not null);

            // One permit for each newly ready instance; when nothing is open any more, one for each thread, to let it end.
            var permits = _schedule.Open == 0 ? _options.Jobs : _schedule.Ready - ready;
            if (permits > 0)
            {
                _available.Release(permits);
            }
        }

        foreach (var dependent in skipped)
        {
            var reason = result.Outcome == Outcome.Cancelled ? "the run was stopped" : $"{planned.Name} failed";
            End(dependent, InstanceRunner.Unfinished(dependent, Outcome.Skipped, key: null, 0, reason, log: null));
        }

        if (result.Outcome == Outcome.Failed && !_options.KeepGoing)
        {
            Stop();
        }
    }

    private void Stop() => _stop.Cancel();

    private void Keep(PlannedInstance planned, InstanceResult result)
    {
        lock (_lock)
        {
            _results[planned.Instance.Index] = result;
        }
    }

    private void End(PlannedInstance planned, InstanceResult result)
    {
        Keep(planned, result);
        _events.Ended(result);
    }
}
