namespace Nuke.Common.Execution;

/// <summary>What has become of a target.</summary>
internal enum ExecutionStatus
{
    /// <summary>Not part of the plan.</summary>
    None,

    /// <summary>Yet to run.</summary>
    Scheduled,

    /// <summary>Never reached, because another target failed.</summary>
    NotRun,

    /// <summary>Skipped by a condition or by <c>--skip</c>.</summary>
    Skipped,

    /// <summary>Ran to its end.</summary>
    Succeeded,

    /// <summary>Threw an exception.</summary>
    Failed,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Was interrupted.</summary>
    Aborted,

    /// <summary>Has no actions of its own.</summary>
    Collective,
}
