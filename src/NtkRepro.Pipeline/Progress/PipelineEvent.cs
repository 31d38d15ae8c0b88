namespace NtkRepro.Pipeline;

/// <summary>Something that happened in a run. Observers are called one at a time, from the threads that do the work.</summary>
public abstract record PipelineEvent
{
    /// <summary>How far the whole run is; live, may be asked at any time.</summary>
    public required RunProgress Progress { get; init; }
}

/// <summary>The run begins.</summary>
/// <param name="Plan">What will be done.</param>
public sealed record RunStarted(Plan Plan) : PipelineEvent
{
    /// <summary>
    /// What the run has done so far; may be asked at any time, from any thread. What has no result yet counts as skipped, and nothing is
    /// published before the end.
    /// </summary>
    public required Func<RunResult> SoFar { get; init; }
}

/// <summary>An instance begins: it looks for its result and, if there is none, computes it.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Reasons">Why it runs.</param>
public sealed record InstanceStarted(string Instance, IReadOnlyList<string> Reasons) : PipelineEvent;

/// <summary>An instance tells how far it is.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Fraction">From 0 to 1.</param>
/// <param name="Status">A few words, or null.</param>
public sealed record InstanceProgressed(string Instance, double Fraction, string? Status) : PipelineEvent;

/// <summary>An instance has its result, or was stopped.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Outcome">Cached, computed or cancelled.</param>
/// <param name="Seconds">How long it ran; 0 when cached.</param>
public sealed record InstanceFinished(string Instance, Outcome Outcome, double Seconds) : PipelineEvent;

/// <summary>An instance failed.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Message">Why, without a stack trace.</param>
/// <param name="LogPath">Its log, if it ran.</param>
public sealed record InstanceFailed(string Instance, string Message, string? LogPath) : PipelineEvent;

/// <summary>An instance will not run.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Because">Why.</param>
public sealed record InstanceSkipped(string Instance, string Because) : PipelineEvent;

/// <summary>Something the user should know although nothing failed.</summary>
/// <param name="Instance">The instance it concerns, or null.</param>
/// <param name="Message">What happened.</param>
public sealed record Warned(string? Instance, string Message) : PipelineEvent;

/// <summary>The run is over.</summary>
/// <param name="Result">What it did.</param>
public sealed record RunFinished(RunResult Result) : PipelineEvent;
