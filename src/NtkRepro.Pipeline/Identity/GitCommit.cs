namespace NtkRepro.Pipeline;

/// <summary>
/// Finds the checked-out commit by reading git's files; git is run only where they do not say, as where references lie in tables
/// (<c>reftable</c>) or a branch is another name for one.
/// </summary>
internal static class GitCommit
{
    /// <summary>40 (or 64) hex digits, or null when the folder is in no repository or its state cannot be read.</summary>
    public static string? Find(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git) || File.Exists(git))
                {
                    return ReadFiles(at.FullName, git)
                        ?? Checked(Git.Ask(at.FullName, $"--git-dir={git}", "rev-parse", "--verify", "HEAD")?.Trim());
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Only a note in the manifest; its absence harms nothing.
        }

        return null;
    }

    private static string? ReadFiles(string folder, string git)
    {
        try
        {
            return Directory.Exists(git) ? Read(git, git) : ReadWorktree(folder, git);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A work tree's <c>.git</c> is a file that names its folder, which in turn names the common one.</summary>
    private static string? ReadWorktree(string folder, string file)
    {
        var line = File.ReadAllText(file).Trim();
        if (!line.StartsWith("gitdir: ", StringComparison.Ordinal))
        {
            return null;
        }

        var own = Path.GetFullPath(line["gitdir: ".Length..], folder);
        var link = Path.Combine(own, "commondir");
        return Read(own, File.Exists(link) ? Path.GetFullPath(File.ReadAllText(link).Trim(), own) : own);
    }

    private static string? Read(string own, string common)
    {
        var head = File.ReadAllText(Path.Combine(own, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return Checked(head);
        }

        var name = head["ref: ".Length..];
        foreach (var folder in new[] { own, common })
        {
            var loose = Path.Combine(folder, name);
            if (File.Exists(loose))
            {
                return Checked(File.ReadAllText(loose).Trim());
            }
        }

        var packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed)
            ? Checked(
                File.ReadLines(packed)
                    .FirstOrDefault(l => l.EndsWith($" {name}", StringComparison.Ordinal))
                    ?.Split(' ')[0]
            )
            : null;
    }

    private static string? Checked(string? text) =>
        text?.Length is 40 or 64 && text.All(char.IsAsciiHexDigit) ? text : null;
}
