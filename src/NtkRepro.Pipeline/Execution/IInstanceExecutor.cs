namespace NtkRepro.Pipeline;

/// <summary>
/// Where instances run, when not on threads of this process: a process of their own (<see cref="ProcessExecutor"/>), or a job of a batch
/// scheduler. What an executor starts is to call <see cref="PipelineEngine.RunInstance"/> with the same definition, preset, settings and store.
/// </summary>
public interface IInstanceExecutor
{
    /// <summary>
    /// Runs one instance and returns when it has ended. Called from <see cref="RunOptions.Jobs"/> threads at once. Whether there is a
    /// result is then looked up in the store.
    /// </summary>
    /// <param name="job">What to run.</param>
    /// <param name="cancellation">Asks to end the instance and return.</param>
    /// <exception cref="StageFailedException">The instance failed; the message says how.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    void Execute(InstanceJob job, CancellationToken cancellation);
}

/// <summary>An instance to be run elsewhere; all that it reads is in the store.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
/// <param name="Key">The key under which its result will be stored.</param>
/// <param name="ExpectedSeconds">How long it is expected to take; null when unknown.</param>
/// <param name="IsForced">Whether to run it although it has a result.</param>
/// <param name="Report">Tells how far it is, as <see cref="StageContext.Report"/> does; may be left uncalled.</param>
public sealed record InstanceJob(
    string Instance,
    string Stage,
    IReadOnlyDictionary<string, string> Axes,
    string Key,
    double? ExpectedSeconds,
    bool IsForced,
    Action<double, string?> Report
);
