namespace NtkRepro.Pipeline;

/// <summary>Checks that a stage wrote what it declares and nothing else.</summary>
internal static class OutputCheck
{
    /// <summary>The files below a folder, relative and sorted.</summary>
    /// <exception cref="StageFailedException">An output is missing, or something else was written.</exception>
    public static IReadOnlyList<string> Files(string folder, StageDefinition stage)
    {
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        var links = entries.Where(e => e.LinkTarget is not null).Select(e => Relative(folder, e)).ToList();
        var files = entries.OfType<FileInfo>().Select(e => Relative(folder, e)).Order(StringComparer.Ordinal).ToList();
        var problems = stage
            .OutputPatterns.Where(p => !files.Exists(p.Matches))
            .Select(p => p.IsLiteral ? $"wrote no {p.Text}" : $"wrote nothing that matches {p.Text}")
            .Concat(
                files
                    .Where(f => f == Manifest.FileName || !stage.Declares(f))
                    .Select(f => $"wrote {f}, which it does not declare (outputs: {string.Join(", ", stage.Outputs)})")
            )
            .Concat(links.Select(l => $"wrote {l} as a link; outputs must be files"))
            .ToList();
        return problems.Count == 0 ? files : throw new StageFailedException(string.Join("; ", problems));
    }

    private static string Relative(string folder, FileSystemInfo entry) =>
        Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/');
}
