namespace NtkRepro.Pipeline;

/// <summary>What to make of a job that ended and left no result.</summary>
/// <param name="Message">What happened to it, <c>ran out of its time limit</c>.</param>
/// <param name="Advice">What would help, or null.</param>
/// <param name="IsRetried">Whether it is worth another try as it is.</param>
internal sealed record JobEnd(string Message, string? Advice, bool IsRetried)
{
    // Where the node's daemon ends a job itself, the state says no more than that a signal ended it.
    private static readonly string[] s_memory =
    [
        "exceeded memory limit",
        "Exceeded job memory limit",
        "oom-kill",
        "oom_kill",
    ];

    /// <summary>Judges by the scheduler's state, and by what the job told last.</summary>
    /// <param name="task">The task; null when the scheduler no longer knows it.</param>
    /// <param name="status">What the job told last; null when it told nothing.</param>
    /// <param name="stage">Its stage, whose settings the advice names.</param>
    /// <param name="output">The end of what the program and its node printed.</param>
    public static JobEnd Of(SlurmTask? task, InstanceStatus? status, string stage, string output)
    {
        JobEnd OutOfMemory() => new("ran out of memory", $"raise {Field("memory")}", false);
        string Field(string name) => $"executors.slurm.{name} or executors.slurm.stages.{stage}.{name}";
        return (task?.State, status?.Phase) switch
        {
            (_, JobPhase.Failed) => new(status.Text, null, false),
            (_, JobPhase.Missing) => new($"did not find what it reads: {status.Text}", null, true),
            ("TIMEOUT", _) => new("ran out of its time limit", $"raise {Field("time")}", true),
            ("DEADLINE", _) => new("could not end before its deadline", null, false),
            ("OUT_OF_MEMORY", _) => OutOfMemory(),
            ("FAILED", _) when IsOutOfMemory(output) => OutOfMemory(),
            ("NODE_FAIL", _) => new($"was lost with its node {task.Node}", null, true),
            ("BOOT_FAIL", _) => new($"was lost: its node {task.Node} did not start", null, true),
            ("PREEMPTED", _) => new("was preempted", null, true),
            ("CANCELLED", _) => new("was cancelled", "run again to go on", false),
            ("COMPLETED", _) => new("ended well, but the store has no result", "is the store shared?", true),
            (null, JobPhase.Stopped) => new("was stopped", "run again to go on", false),
            (null, _) => new("is not known to the scheduler any more", null, true),
            (_, JobPhase.Running) => new("died while it computed", "its output may say more", false),
            _ => new("could not start its program", "its output says more", false),
        };
    }

    private static bool IsOutOfMemory(string output) =>
        output
            .Split('\n')
            .Any(l =>
                l.StartsWith("slurmstepd", StringComparison.Ordinal)
                && Array.Exists(s_memory, m => l.Contains(m, StringComparison.Ordinal))
            );
}
