namespace NtkRepro.Pipeline;

/// <summary>Asks git for what differs from the commit that is checked out.</summary>
internal static class GitChanges
{
    /// <summary>
    /// Changed, added, removed and untracked files below a folder, by their paths in the repository, in ordinal order; null where git is not
    /// there or does not answer. What lies in its <c>artifacts</c> comes of runs, an accepted reference too, and changes none.
    /// </summary>
    public static IReadOnlyList<string>? Find(string folder) =>
        Git.Ask(
            folder,
            ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".", ":(exclude)artifacts"]
        )
            is { } text
            ?
            [
                // Two letters and a space, then the path.
                .. text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                    .Select(e => e[3..])
                    .Order(StringComparer.Ordinal),
            ]
            : null;
}
