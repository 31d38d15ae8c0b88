namespace NtkRepro.Pipeline;

/// <summary>Who claims keys, and how long a claim lasts without a sign of life.</summary>
internal sealed record ClaimTerms
{
    private const char Separator = ' ';

    /// <summary>This host.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Whether the file lock, which the claimant holds already, excludes all processes of its host.</summary>
    public bool HasLock { get; init; } = true;

    /// <summary>How often the owner gives a sign of life.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a claim lasts without one.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often who waits looks.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The owner's name in one claim.</summary>
    public string Unique() => $"{Host}{Separator}{Guid.NewGuid():N}";

    /// <summary>Whether an owner cannot be alive, as the claimant stands in its place.</summary>
    public bool IsOver(string owner) => HasLock && owner.Split(Separator)[0] == Host;

    /// <summary>The terms of a batch job: what the scheduler starts again is over where it ran before.</summary>
    /// <param name="job">Its id; null outside jobs.</param>
    public ClaimTerms ForJob(string? job) => string.IsNullOrEmpty(job) ? this : this with { Host = $"slurm-{job}" };
}
