using System.Text.Json.Serialization;

namespace NtkRepro.Pipeline;

/// <summary>The state of a repository in which something was computed.</summary>
/// <param name="Commit">The commit that was checked out, 40 or 64 hex digits.</param>
/// <param name="Changes">
/// Files of the work tree that differ from it, untracked ones too, in ordinal order; empty where it was clean, null where that is not known.
/// </param>
public sealed record Revision(string Commit, IReadOnlyList<string>? Changes)
{
    private const int Named = 5;

    /// <summary>The commit, and whether the work tree was another.</summary>
    [JsonIgnore]
    public string Summary => Changes is { Count: > 0 } ? $"{Commit} with uncommitted changes" : Commit;

    /// <summary>The commit, and what of the work tree was another.</summary>
    public override string ToString()
    {
        if (Changes is not { Count: > 0 } changes)
        {
            return Commit;
        }

        var more = changes.Count > Named ? $" and {changes.Count - Named} more" : "";
        return $"{Summary} ({string.Join(", ", changes.Take(Named))}{more})";
    }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(Revision? other) =>
        other?.Commit == Commit
        && (Changes is null || other.Changes is null ? Changes == other.Changes : Changes.SequenceEqual(other.Changes));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Commit, Changes?.Count);

    /// <summary>That of the repository around a folder; null where there is none.</summary>
    /// <param name="folder">Of which the changes are looked for, with all below it.</param>
    public static Revision? Of(string folder) =>
        GitCommit.Find(folder) is { } commit ? new Revision(commit, GitChanges.Find(folder)) : null;
}
