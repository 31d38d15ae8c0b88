namespace NtkRepro.Pipeline;

/// <summary>What a running instance tells.</summary>
internal interface IRunEvents
{
    void Computing(string instance, string key);

    void Progressed(string instance, double fraction, string? status);

    void Warn(string? instance, string message);
}

/// <summary>Keeps progress, collects warnings and calls the observer, one call at a time.</summary>
internal sealed class RunEvents(RunProgress progress, IProgress<PipelineEvent>? observer) : IRunEvents
{
    private readonly Lock _calling = new();
    private readonly List<string> _warnings = [];
    private IProgress<PipelineEvent>? _observer = observer;

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_calling)
            {
                return [.. _warnings];
            }
        }
    }

    public void RunStarted(Plan plan, Func<RunResult> soFar) =>
        Send(new RunStarted(plan) { Progress = progress, SoFar = soFar });

    public void Started(PlannedInstance planned)
    {
        progress.Start(planned);
        Send(new InstanceStarted(planned.Name, planned.Reasons) { Progress = progress });
    }

    public void Computing(string instance, string key) => progress.Compute(instance, key);

    public void Progressed(string instance, double fraction, string? status)
    {
        progress.Advance(instance, fraction, status);
        Send(new InstanceProgressed(instance, fraction, status) { Progress = progress });
    }

    public void Ended(InstanceResult result)
    {
        progress.Finish(result);
        Send(
            result.Outcome switch
            {
                Outcome.Failed => new InstanceFailed(result.Name, result.Failure!, result.LogPath)
                {
                    Progress = progress,
                },
                Outcome.Skipped => new InstanceSkipped(result.Name, result.Failure!) { Progress = progress },
                _ => new InstanceFinished(result.Name, result.Outcome, result.Seconds) { Progress = progress },
            }
        );
    }

    public void Warn(string? instance, string message)
    {
        lock (_calling)
        {
            _warnings.Add(message);
        }

        Send(new Warned(instance, message) { Progress = progress });
    }

    public void RunFinished(RunResult result) => Send(new RunFinished(result) { Progress = progress });

    private void Send(PipelineEvent happened)
    {
        lock (_calling)
        {
            try
            {
                _observer?.Report(happened);
            }
            // A front end that cannot draw must not cost hours of work.
            catch (Exception e)
            {
                _observer = null;
                _warnings.Add($"progress is no longer shown: {e.Message}");
            }
        }
    }
}
