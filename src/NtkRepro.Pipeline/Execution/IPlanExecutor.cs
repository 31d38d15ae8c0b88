namespace NtkRepro.Pipeline;

/// <summary>
/// Where the open instances of a plan run: on this machine (<see cref="LocalExecutor"/>) or as jobs of a batch scheduler
/// (<see cref="SlurmExecutor"/>). What is open, its keys and its results are the same in both.
/// </summary>
internal interface IPlanExecutor : IDisposable
{
    /// <summary>The jobs that go on after the run was interrupted; null when there are none.</summary>
    LeftJobs? Left { get; }

    /// <summary>Completes every open instance, or as many as can be before a failure or the cancellation stops the run.</summary>
    /// <param name="work">What is open.</param>
    void Execute(OpenWork work);
}
