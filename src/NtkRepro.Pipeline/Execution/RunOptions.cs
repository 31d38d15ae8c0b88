namespace NtkRepro.Pipeline;

/// <summary>How to run a plan.</summary>
public sealed record RunOptions
{
    /// <summary>How many instances run at once, each on a thread of its own; less than 1 counts as 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>After a failure, goes on with everything that does not depend on it, rather than stopping.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Where instances run on this machine; null means on threads of this process.</summary>
    public IInstanceExecutor? Executor { get; init; }

    /// <summary>What the run is to be remembered as, if it is one of everything.</summary>
    public RunNote Note { get; init; } = new();

    /// <summary>Runs instances as jobs of SLURM instead, all of them queued at once; null to run them on this machine.</summary>
    public SlurmOptions? Slurm { get; init; }
}
