namespace NtkRepro.Pipeline;

/// <summary>How an application has its instances run as jobs of SLURM; what the jobs ask for stands in the definition.</summary>
public sealed record SlurmOptions
{
    /// <summary>
    /// Makes the command that a job runs, from the run's folder; the instance's name is appended as its last argument. It is to call
    /// <see cref="PipelineEngine.RunJob"/> and to exit with 0 only once the result is stored.
    /// </summary>
    public required Func<string, IReadOnlyList<string>> Command { get; init; }

    /// <summary>Where <c>sbatch</c>, <c>squeue</c>, <c>sacct</c> and <c>scancel</c> lie; null to find them on the path.</summary>
    public string? Tools { get; init; }

    /// <summary>The first and shortest pause between two looks at the queue; while nothing happens, pauses grow to ten times that.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a submission is tried again while the scheduler does not answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Goes on with the jobs of a run as if it had never been left: what failed meanwhile has failed, and is not tried anew.
    /// </summary>
    public bool IsResuming { get; init; }
}

/// <summary>Jobs that go on after the run that submitted them was interrupted.</summary>
/// <param name="Name">The name that all of them have: <c>scancel --name=…</c> ends them.</param>
/// <param name="Count">How many were waiting or running.</param>
public sealed record LeftJobs(string Name, int Count);

/// <summary>The scheduler refused something, or cannot be used.</summary>
public sealed class SlurmException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public SlurmException()
        : this("the scheduler refused") { }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public SlurmException(string message)
        : base(message) { }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public SlurmException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Whether the scheduler did not answer at all, and may do so later.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether a limit on jobs in the queue was reached, so that the same may be accepted later.</summary>
    public bool IsFull { get; init; }
}
