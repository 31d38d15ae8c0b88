namespace NtkRepro.Pipeline;

/// <summary>Takes what the queue, the store and the jobs themselves tell, and notes how instances ended.</summary>
internal sealed class SlurmWatcher(SlurmClient client, SlurmRunFolder folder, JobTable table, OpenWork work)
{
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _endedSince = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _created = folder.ReadRecord()!.Created;
    private Dictionary<TaskReference, SlurmTask> _queue = [];
    private Dictionary<string, SlurmTask>? _accounting;

    /// <summary>Whether this process submits, so that what was lost is tried again.</summary>
    public bool CanRetry { get; set; }

    /// <summary>The name of all jobs.</summary>
    public string Name => folder.Name;

    /// <summary>How many tasks wait or run.</summary>
    public int Alive { get; private set; }

    /// <summary>The instances that have neither a result nor failed, in the plan's order.</summary>
    public List<PlannedInstance> OpenInstances() => [.. work.Plan.Instances.Where(p => work.ResultOf(p) is null)];

    /// <summary>Forgets tasks of earlier runs that are over: what has no result is submitted anew.</summary>
    public void DropEnded(IReadOnlyList<SlurmTask> queue)
    {
        // What is about to end may be ending because it was cancelled.
        var alive = queue
            .Where(t => t is { IsAlive: true, IsEnding: false })
            .Select(t => new TaskReference(t.Array, t.Index))
            .ToHashSet();
        foreach (var instance in table.Instances)
        {
            if (!alive.Contains(table.TaskOf(instance)!.Value))
            {
                table.Reset(instance);
            }
        }
    }

    /// <summary>One look at all open instances, producers first.</summary>
    public void Look(IReadOnlyList<SlurmTask> queue)
    {
        _queue = [];
        foreach (var task in queue)
        {
            _queue[new TaskReference(task.Array, task.Index)] = task;
        }

        _accounting = null;
        Alive = queue.Count(t => t.IsAlive);
        foreach (var planned in OpenInstances())
        {
            // An earlier one's failure may have given this one up, or stopped the run.
            if (work.Stopping.IsCancellationRequested)
            {
                return;
            }

            if (work.ResultOf(planned) is null && table.TaskOf(planned.Name) is { } task)
            {
                Look(planned, task);
            }
        }
    }

    private void Look(PlannedInstance planned, TaskReference reference)
    {
        var task =
            _queue.GetValueOrDefault(reference) ?? _queue.GetValueOrDefault(reference with { Index = SlurmTask.Rest });
        if (task is { IsAlive: true })
        {
            _endedSince.Remove(planned.Name);
            Show(planned, task);
            return;
        }

        var status = folder.Status(planned.Name);
        if (work.IsReady(planned))
        {
            var isNew = !planned.IsForced || status?.Phase == JobPhase.Stored;
            if (isNew && Find(planned, status) is { } result)
            {
                work.Complete(planned, result);
                return;
            }
        }

        task ??= Accounted(reference);
        if (!IsOver(planned, task, status))
        {
            return;
        }

        if (task is { IsOrphan: true } || NeverStarted(planned, reference, status))
        {
            table.Forget(planned.Name, isAttempt: false);
            return;
        }

        Judge(planned, reference, task, status);
    }

    private void Show(PlannedInstance planned, SlurmTask task)
    {
        if (!task.IsRunning)
        {
            return;
        }

        if (_started.Add(planned.Name))
        {
            work.Events.Started(planned);
        }

        if (folder.Status(planned.Name) is { Phase: JobPhase.Running } status)
        {
            var text = status.Text.Length > 0 ? $"{status.Text}, on {task.Node}" : $"on {task.Node}";
            work.Events.Progressed(planned.Name, status.Fraction, text);
        }
    }

    /// <summary>The result, if the store has it by now.</summary>
    private InstanceResult? Find(PlannedInstance planned, InstanceStatus? status)
    {
        if (work.Runner.Lookup(planned, work.ManifestOf) is not { } manifest)
        {
            return null;
        }

        var isComputed = status?.Phase == JobPhase.Stored || manifest.Started >= _created;
        work.Parts.LastRuns.Reused(planned, manifest);
        return work.Runner.Result(
            planned,
            isComputed ? Outcome.Computed : Outcome.Cached,
            manifest,
            isComputed ? manifest.Seconds : 0,
            LogOf(planned)
        );
    }

    private SlurmTask? Accounted(TaskReference reference)
    {
        _accounting ??= client
            .Accounting(folder.Name, _created)
            .GroupBy(t => t.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        return _accounting.GetValueOrDefault(table.NameOf(reference));
    }

    /// <summary>
    /// Whether there is nothing to wait for any more. A job that ended well, or of which nothing is known, may have left a result that is
    /// not visible here yet.
    /// </summary>
    private bool IsOver(PlannedInstance planned, SlurmTask? task, InstanceStatus? status)
    {
        if (task is { IsAlive: true })
        {
            return false;
        }

        var isVisible =
            task is not null and not { State: "COMPLETED" } && status?.Phase is not (JobPhase.Stored or JobPhase.Found);
        if (isVisible || status?.Phase is JobPhase.Failed or JobPhase.Missing)
        {
            return true;
        }

        if (!_endedSince.TryGetValue(planned.Name, out var since))
        {
            _endedSince[planned.Name] = work.Parts.Clock.GetTimestamp();
            return false;
        }

        return work.Parts.Clock.GetElapsedTime(since) >= work.Parts.Options.Visibility;
    }

    /// <summary>Whether the scheduler dropped it because something before it was lost, which is or will be submitted anew.</summary>
    private bool NeverStarted(PlannedInstance planned, TaskReference reference, InstanceStatus? status) =>
        status is null
        && planned
            .Instance.Producers.Select(work.Plan.Of)
            .Any(p =>
                work.ResultOf(p) is { Manifest: null }
                || (work.ResultOf(p) is null && table.TaskOf(p.Name) is null)
                || table.LastArrayOf(p.Name) > reference.Array
            );

    private void Judge(PlannedInstance planned, TaskReference reference, SlurmTask? task, InstanceStatus? status)
    {
        var end = JobEnd.Of(task, status, planned.Stage, folder.OutputTail(reference));
        _endedSince.Remove(planned.Name);
        _started.Remove(planned.Name);
        var tried = table.AttemptOf(planned.Name);
        var most = work.Plan.Definition.Slurm.MaxRetries;
        var job = $"job {table.NameOf(reference)}";
        if (end.IsRetried && tried < most)
        {
            if (CanRetry)
            {
                work.Events.Warn(
                    planned.Name,
                    $"{planned.Name}: {job} {end.Message}; trying again, {tried + 1} of {most}"
                );
                table.Forget(planned.Name, isAttempt: true);
            }

            return;
        }

        var times = tried > 0 ? $", after {tried + 1} tries" : "";
        var advice = end.Advice is null ? "" : $"; {end.Advice}";
        var isTold = status?.Phase == JobPhase.Failed;
        var message = isTold ? end.Message : $"{job} {end.Message}{times}{advice}";
        var log = isTold ? LogOf(planned) : OutputOf(reference) ?? LogOf(planned);
        work.Complete(planned, InstanceRunner.Unfinished(planned, Outcome.Failed, planned.Key, 0, message, log));
    }

    /// <summary>The instance's own log, or what the scheduler kept of its job.</summary>
    private string? LogOf(PlannedInstance planned)
    {
        var log = Path.Combine(folder.Logs, Path.GetFileName(work.Parts.Layout.Log(planned.Name)));
        if (File.Exists(log))
        {
            return log;
        }

        return table.TaskOf(planned.Name) is { } task ? OutputOf(task) : null;
    }

    private string? OutputOf(TaskReference task) =>
        folder.Output(task) is var output && File.Exists(output) ? output : null;
}
