using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>Submits arrays, and keeps trying while the scheduler does not answer.</summary>
internal sealed class SlurmSubmitter(
    SlurmClient client,
    SlurmRunFolder folder,
    JobTable table,
    SlurmOptions options,
    OpenWork work
)
{
    private readonly SlurmSettings _settings = work.Plan.Definition.Slurm;
    private bool _isFullTold;
    private int _queued;

    /// <summary>Submits instances that have no task, as many as the limit on jobs leaves room for.</summary>
    /// <param name="instances">Open instances in the plan's order.</param>
    /// <param name="alive">How many tasks wait or run.</param>
    /// <exception cref="SlurmException">The scheduler has not answered for <see cref="SlurmOptions.Patience"/>.</exception>
    public void Submit(IReadOnlyList<PlannedInstance> instances, int alive)
    {
        _queued = alive;
        var room = (_settings.MaxJobs ?? int.MaxValue) - alive;
        var chosen = instances.Where(i => table.TaskOf(i.Name) is null).Take(Math.Max(0, room)).ToList();
        if (chosen.Count == 0)
        {
            return;
        }

        var queued = instances
            .Where(i => table.TaskOf(i.Name) is not null)
            .ToDictionary(i => i, i => table.TaskOf(i.Name)!.Value);
        var arrays = ArrayPlanner.Plan(
            work.Plan,
            chosen,
            queued,
            _settings.ArraySize,
            table.Next,
            i => table.AttemptOf(i.Name)
        );
        foreach (var array in arrays)
        {
            if (work.Stopping.IsCancellationRequested || !TrySubmit(array))
            {
                return;
            }
        }
    }

    /// <summary>False when this array, and what comes after it, must wait for a later look.</summary>
    private bool TrySubmit(JobArray array)
    {
        var script = JobScript.Write(array, options.Command(folder.FullPath), _settings);
        var arguments = Options(array);
        table.Announce(array);
        try
        {
            table.Submitted(array, Submit(array, arguments, script));
            _queued += array.Tasks.Count;
            return true;
        }
        // With nothing of the run in the queue, waiting would not make room.
        catch (SlurmException refusal) when (refusal.IsFull && _queued > 0)
        {
            if (!_isFullTold)
            {
                _isFullTold = true;
                work.Events.Warn(
                    instance: null,
                    $"the queue takes no more jobs now ({refusal.Message}); the others are submitted as these end"
                );
            }

            return false;
        }
        catch (SlurmException refusal) when (!refusal.IsAway)
        {
            Refuse(array, refusal);
            return work.Options.KeepGoing;
        }
    }

    private string Submit(JobArray array, List<string> arguments, string script)
    {
        var began = work.Parts.Clock.GetTimestamp();
        var isTold = false;
        while (true)
        {
            try
            {
                return client.Submit(arguments, script);
            }
            catch (SlurmException away) when (away.IsAway && work.Parts.Clock.GetElapsedTime(began) < options.Patience)
            {
                if (!isTold)
                {
                    isTold = true;
                    work.Events.Warn(instance: null, $"the scheduler does not answer ({away.Message}); trying again");
                }

                work.Stopping.WaitHandle.WaitOne(options.Pause);
                work.Stopping.ThrowIfCancellationRequested();
                // The job may have been taken although its answer was lost.
                if (FindJob(array.Number) is { } job)
                {
                    return job;
                }
            }
        }
    }

    private string? FindJob(int array)
    {
        try
        {
            return client.Queue(folder.Name).Find(t => t.Array == array)?.Job;
        }
        catch (SlurmException away) when (away.IsAway)
        {
            return null;
        }
    }

    private void Refuse(JobArray array, SlurmException refusal)
    {
        var names = array.Tasks.Select(t => t.Instance).ToHashSet(StringComparer.Ordinal);
        var message = $"{refusal.Message} (from executors.slurm, {_settings.Location}, for stage {array.Stage})";
        foreach (var planned in work.Plan.Instances.Where(p => names.Contains(p.Name)))
        {
            if (work.ResultOf(planned) is null && !work.Stopping.IsCancellationRequested)
            {
                work.Complete(
                    planned,
                    InstanceRunner.Unfinished(planned, Outcome.Failed, planned.Key, 0, message, log: null)
                );
            }
        }
    }

    private List<string> Options(JobArray array)
    {
        var number = array.Number.ToString(CultureInfo.InvariantCulture);
        var dependency = array.Dependency(table.JobOf, table.IsWhole);
        IEnumerable<string> waits = dependency is null ? [] : [$"--dependency={dependency}"];
        return
        [
            $"--array={array.IndexText}",
            $"--job-name={folder.Name}",
            $"--comment={number}",
            $"--output={folder.OutputPattern(array.Number)}",
            "--open-mode=append",
            "--requeue",
            "--kill-on-invalid-dep=yes",
            $"--chdir={work.Parts.Options.Root}",
            .. waits,
            .. _settings.Of(array.Stage).Options(),
        ];
    }
}
