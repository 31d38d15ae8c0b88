namespace NtkRepro.Pipeline;

/// <summary>What kind of thing a garbage collection removes.</summary>
public enum GcKind
{
    /// <summary>A stored result.</summary>
    Result,

    /// <summary>What a stopped stage would have gone on from.</summary>
    WorkFolder,

    /// <summary>A result that failed its hashes.</summary>
    Damaged,

    /// <summary>A result that a forced rerun did not reproduce.</summary>
    Superseded,

    /// <summary>What killed processes left: unfinished results, drafts, things half deleted.</summary>
    Leftover,

    /// <summary>A listing of code, or of what a run referred to, that nothing needs any more.</summary>
    Listing,

    /// <summary>What was remembered of a run without a given name, of which results are removed.</summary>
    Run,
}

/// <summary>One thing that is, or would be, removed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it lies, full path.</param>
/// <param name="Instance">The instance it belongs to, if that is known; of a run, its name.</param>
/// <param name="Bytes">The sum of its files' sizes.</param>
public sealed record GcItem(GcKind Kind, string Path, string? Instance, long Bytes);

/// <summary>What a garbage collection removed, or would remove.</summary>
public sealed record GcResult
{
    /// <summary>Whether nothing was removed because only a list was asked for.</summary>
    public required bool DryRun { get; init; }

    /// <summary>What is removed, results first.</summary>
    public required IReadOnlyList<GcItem> Removed { get; init; }

    /// <summary>The stored results that stay.</summary>
    public required int KeptResults { get; init; }

    /// <summary>The sum of the sizes of their files.</summary>
    public required long KeptBytes { get; init; }

    /// <summary>How many of those stay for runs with a given name alone.</summary>
    public int KeptByName { get; init; }

    /// <summary>The names of these runs.</summary>
    public IReadOnlyList<string> KeptFor { get; init; } = [];

    /// <summary>The sum of the sizes of what is removed.</summary>
    public long RemovedBytes => Removed.Sum(i => i.Bytes);

    /// <summary>How many of a kind are removed.</summary>
    /// <param name="kind">The kind.</param>
    public int Count(GcKind kind) => Removed.Count(i => i.Kind == kind);
}
