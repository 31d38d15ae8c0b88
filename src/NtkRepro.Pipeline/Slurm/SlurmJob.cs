using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>One instance inside a job: waits until its inputs are visible, runs it, and tells how far it is.</summary>
internal sealed class SlurmJob
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_telling = TimeSpan.FromSeconds(2);
    private readonly PipelineEngine _engine;
    private readonly PlanRequest _request;
    private readonly string _name;
    private readonly SlurmRunFolder _folder;
    private readonly EngineParts _parts;

    private SlurmJob(
        PipelineEngine engine,
        EngineParts parts,
        PlanRequest request,
        string name,
        SlurmRunFolder folder
    ) => (_engine, _parts, _request, _name, _folder) = (engine, parts, request, name, folder);

    public static RunResult Run(
        PipelineEngine engine,
        EngineParts parts,
        PlanRequest request,
        string name,
        SlurmRunFolder folder,
        CancellationToken cancellation
    )
    {
        // What it reads is never run by it, nor forced.
        var alone = request with
        {
            Targets = [name],
            Only = true,
        };
        return new SlurmJob(engine, parts, alone, name, folder).Run(cancellation);
    }

    private RunResult Run(CancellationToken cancellation)
    {
        _folder.SetStatus(_name, new InstanceStatus(JobPhase.Running));
        try
        {
            return RunInstance(cancellation);
        }
        // Who follows the run is told the reason of whatever it is.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _folder.SetStatus(_name, new InstanceStatus(JobPhase.Failed, Text: e.Message));
            throw;
        }
    }

    private RunResult RunInstance(CancellationToken cancellation)
    {
        var plan = WaitForInputs(cancellation);
        if (Problem(plan) is { } problem)
        {
            throw new StageFailedException(problem);
        }

        var result = _engine.RunInstance(plan, _name, new Teller(this, _parts.Clock), cancellation);
        _folder.SetStatus(_name, StatusOf(result.Instances[0]));
        return result;
    }

    private static InstanceStatus StatusOf(InstanceResult instance) =>
        instance.Outcome switch
        {
            Outcome.Computed => new(JobPhase.Stored, 1),
            Outcome.UpToDate or Outcome.Cached => new(JobPhase.Found, 1),
            Outcome.Failed => new(JobPhase.Failed, Text: instance.Failure!),
            Outcome.Cancelled => new(JobPhase.Stopped),
            _ => new(JobPhase.Missing, Text: instance.Failure!),
        };

    /// <summary>
    /// A plan in which the inputs are there. The jobs that wrote them have ended, but on a network file system another host's view of the
    /// store may be some seconds old.
    /// </summary>
    private Plan WaitForInputs(CancellationToken cancellation)
    {
        var began = _parts.Clock.GetTimestamp();
        while (true)
        {
            var plan = _engine.Plan(_request);
            var isMissing = plan.Planned(_name).Instance.Producers.Any(p => plan.Of(p).State != PlanState.UpToDate);
            if (!isMissing || _parts.Clock.GetElapsedTime(began) > _parts.Options.Visibility)
            {
                return plan;
            }

            cancellation.WaitHandle.WaitOne(s_pause);
            if (cancellation.IsCancellationRequested)
            {
                return plan;
            }
        }
    }

    private string? Problem(Plan plan)
    {
        var restarts = Environment.GetEnvironmentVariable("SLURM_RESTART_COUNT");
        var most = _engine.Definition.Slurm.MaxRetries;
        if (int.TryParse(restarts, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > most)
        {
            return $"its job was started {count + 1} times; executors.slurm.max_retries is {most}";
        }

        if (_folder.ReadRecord() is not { } run || run.Fingerprint == RunFingerprint.Of(plan))
        {
            return null;
        }

        return run.Engine == plan.Engine
            ? "parameters, stages or code were changed after the jobs were submitted; run again to submit with what is there now"
            : $"{Environment.MachineName} computes with {plan.Engine}, but the jobs were submitted for {run.Engine}; choose one for all hosts";
    }

    /// <summary>Writes progress, but not more often than anyone looks.</summary>
    private sealed class Teller(SlurmJob job, TimeProvider clock) : IProgress<PipelineEvent>
    {
        private long? _last;

        public void Report(PipelineEvent value)
        {
            if (value is not InstanceProgressed progressed)
            {
                return;
            }

            if (_last is not { } last || clock.GetElapsedTime(last) >= s_telling)
            {
                _last = clock.GetTimestamp();
                job._folder.SetStatus(
                    job._name,
                    new InstanceStatus(JobPhase.Running, progressed.Fraction, progressed.Status ?? "")
                );
            }
        }
    }
}
