namespace NtkRepro.Pipeline;

/// <summary>
/// Queues all open instances at once as jobs of SLURM, follows them, and submits anew what was lost. Each job looks for its result as it
/// starts, so that what an unchanged input makes needless ends at once. Whether there is a result is always looked up in the store.
/// </summary>
internal sealed class SlurmExecutor(SlurmOptions options) : IPlanExecutor
{
    private const int LongestPause = 10;
    private const double PauseGrowth = 1.5;
    private readonly SlurmClient _client = new(options.Tools);
    private KeyLock? _claim;
    private bool _isAwayTold;

    /// <inheritdoc/>
    public LeftJobs? Left { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _claim?.Dispose();

    /// <inheritdoc/>
    public void Execute(OpenWork work)
    {
        _client.Reach();
        var folder = SlurmRuns.Open(work.Plan, work.Parts, options.IsResuming);
        _claim = KeyLock.TryAcquire(folder.Lock);
        if (_claim is null)
        {
            work.Events.Warn(
                instance: null,
                $"another process follows {folder.Name} and submits what is lost; this one watches, and takes over when that ends"
            );
        }

        var table = new JobTable(folder);
        var watcher = new SlurmWatcher(_client, folder, table, work) { CanRetry = _claim is not null };
        var submitter = new SlurmSubmitter(_client, folder, table, options, work);
        try
        {
            Follow(work, folder, watcher, submitter, table);
        }
        catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
        {
            // What was submitted so far is left or cancelled below.
        }

        Leave(work, folder, watcher);
    }

    private void Follow(
        OpenWork work,
        SlurmRunFolder folder,
        SlurmWatcher watcher,
        SlurmSubmitter submitter,
        JobTable table
    )
    {
        var pause = options.Pause;
        var isFirst = true;
        while (!work.Stopping.IsCancellationRequested)
        {
            var before = (work.Open, watcher.Alive, table.Next);
            if (Queue(work, watcher.Name) is { } queue)
            {
                TakeOver(folder, watcher, table);
                table.Adopt(queue);
                if (isFirst && !options.IsResuming)
                {
                    watcher.DropEnded(queue);
                }

                isFirst = false;
                watcher.Look(queue);
                if (work.Open == 0)
                {
                    return;
                }

                if (watcher.CanRetry)
                {
                    submitter.Submit(watcher.OpenInstances(), watcher.Alive);
                }
            }

            pause =
                (work.Open, watcher.Alive, table.Next) == before
                    ? TimeSpan.FromTicks(
                        Math.Min((long)(pause.Ticks * PauseGrowth), options.Pause.Ticks * LongestPause)
                    )
                    : options.Pause;
            work.Stopping.WaitHandle.WaitOne(pause);
        }
    }

    /// <summary>Submits from now on, where the process that did so has ended.</summary>
    private void TakeOver(SlurmRunFolder folder, SlurmWatcher watcher, JobTable table)
    {
        if (_claim is null)
        {
            // What the other has submitted is told by the folder, before and after it ends.
            _claim = KeyLock.TryAcquire(folder.Lock);
            watcher.CanRetry = _claim is not null;
            table.Refresh();
        }
    }

    /// <summary>The queue, or null while the scheduler does not answer: jobs go on without it.</summary>
    private List<SlurmTask>? Queue(OpenWork work, string name)
    {
        try
        {
            var queue = _client.Queue(name);
            if (_isAwayTold)
            {
                _isAwayTold = false;
                work.Events.Warn(instance: null, "the scheduler answers again");
            }

            return queue;
        }
        catch (SlurmException away) when (away.IsAway)
        {
            if (!_isAwayTold)
            {
                _isAwayTold = true;
                work.Events.Warn(
                    instance: null,
                    $"the scheduler does not answer ({away.Message}); jobs go on, trying again"
                );
            }

            return null;
        }
    }

    /// <summary>After a failure the other jobs are ended, as on one machine; after an interruption they are left.</summary>
    private void Leave(OpenWork work, SlurmRunFolder folder, SlurmWatcher watcher)
    {
        if (work.Open == 0)
        {
            return;
        }

        var alive = Alive(folder.Name) ?? watcher.Alive;
        if (alive == 0)
        {
            return;
        }

        if (work.Cancellation.IsCancellationRequested)
        {
            Left = new LeftJobs(folder.Name, alive);
            return;
        }

        try
        {
            _client.Cancel(folder.Name);
        }
        catch (SlurmException refusal)
        {
            work.Events.Warn(
                instance: null,
                $"{alive} jobs could not be ended ({refusal.Message}): scancel --name={folder.Name}"
            );
        }
    }

    private int? Alive(string name)
    {
        try
        {
            return _client.Queue(name).Count(t => t.IsAlive);
        }
        catch (SlurmException)
        {
            return null;
        }
    }
}
