namespace NtkRepro.Pipeline;

/// <summary>The open instances of a running plan, and what became of all others; thread-safe.</summary>
internal sealed class OpenWork
{
    private readonly Lock _lock = new();
    private readonly InstanceResult?[] _results;
    private readonly Schedule _schedule;
    private readonly CancellationTokenSource _stop;

    public OpenWork(
        Plan plan,
        EngineParts parts,
        RunOptions options,
        RunEvents events,
        CancellationTokenSource stop,
        CancellationToken cancellation
    )
    {
        (Plan, Parts, Options, Events, _stop, Cancellation) = (plan, parts, options, events, stop, cancellation);
        Runner = new InstanceRunner(parts, plan, events, options.Executor);
        _schedule = new Schedule(plan);
        _results = new InstanceResult?[plan.Size];
    }

    public Plan Plan { get; }

    public EngineParts Parts { get; }

    public RunOptions Options { get; }

    public RunEvents Events { get; }

    public InstanceRunner Runner { get; }

    /// <summary>The request from outside to stop.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>That request, or the stop after a failure.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>The instances that neither ended nor were given up.</summary>
    public int Open => Locked(() => _schedule.Open);

    /// <summary>The instances that could start now.</summary>
    public int Ready => Locked(() => _schedule.Ready);

    public InstanceResult? ResultOf(PlannedInstance planned) => Locked(() => _results[planned.Instance.Index]);

    /// <summary>The ready instance with the longest chain behind it, or null.</summary>
    public PlannedInstance? Take() => Locked(_schedule.Take);

    /// <summary>Whether everything that an instance reads has a result.</summary>
    public bool IsReady(PlannedInstance planned) =>
        planned.Instance.Producers.All(p => ManifestOrNull(Plan.Of(p)) is not null);

    /// <summary>A producer's result: of this run, or, for an instance that runs alone, of its plan.</summary>
    public Manifest ManifestOf(Instance producer) => ManifestOrNull(Plan.Of(producer))!;

    /// <summary>Notes how an instance ended. Without a result, everything that waits for it is given up.</summary>
    /// <returns>How many instances became ready.</returns>
    public int Complete(PlannedInstance planned, InstanceResult result)
    {
        Events.Ended(result);
        List<PlannedInstance> skipped;
        int ready;
        lock (_lock)
        {
            _results[planned.Instance.Index] = result;
            var before = _schedule.Ready;
            skipped = _schedule.Complete(planned, hasResult: result.Manifest is not null);
            ready = _schedule.Ready - before;
        }

        foreach (var dependent in skipped)
        {
            var reason = result.Outcome == Outcome.Cancelled ? "the run was stopped" : $"{planned.Name} failed";
            End(dependent, InstanceRunner.Unfinished(dependent, Outcome.Skipped, key: null, 0, reason, log: null));
        }

        if (result.Outcome == Outcome.Failed && !Options.KeepGoing)
        {
            Stop();
        }

        return ready;
    }

    public void Stop() => _stop.Cancel();

    public void Keep(PlannedInstance planned, InstanceResult result) =>
        Locked(() => _results[planned.Instance.Index] = result);

    /// <summary>Notes and tells the end of an instance that never started.</summary>
    public void End(PlannedInstance planned, InstanceResult result)
    {
        Keep(planned, result);
        Events.Ended(result);
    }

    /// <summary>The keys of all results so far.</summary>
    public List<string> Keys() => Locked(() => _results.Select(r => r?.Manifest?.Key).OfType<string>().ToList());

    /// <summary>By position among all instances; all planned ones have an entry once the run is over.</summary>
    public InstanceResult?[] Results() => Locked(() => (InstanceResult?[])_results.Clone());

    private Manifest? ManifestOrNull(PlannedInstance producer) =>
        ResultOf(producer) is { } result ? result.Manifest : producer.Manifest;

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
