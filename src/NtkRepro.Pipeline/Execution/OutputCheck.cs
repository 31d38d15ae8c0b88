namespace NtkRepro.Pipeline;

/// <summary>Checks that a stage wrote what it declares and nothing else.</summary>
internal static class OutputCheck
{
    /// <summary>The files below a folder, relative and sorted.</summary>
    /// <exception cref="StageFailedException">An output is missing, or something else was written.</exception>
    public static IReadOnlyList<string> Files(string folder, StageDefinition stage)
    {
        var files = new List<string>();
        var links = new List<string>();
        Walk(new DirectoryInfo(folder), "", files, links);
        files.Sort(StringComparer.Ordinal);
        var problems = stage
            .OutputPatterns.Where(p => !files.Exists(p.Matches) && !links.Exists(p.Matches))
            .Select(p => p.IsLiteral ? $"wrote no {p.Text}" : $"wrote nothing that matches {p.Text}")
            .Concat(
                files
                    .Where(f => f == Manifest.FileName || !stage.Declares(f) || !IsPlain(f))
                    .Select(f => $"wrote {f}, which it does not declare (outputs: {string.Join(", ", stage.Outputs)})")
            )
            .Concat(links.Select(l => $"wrote {l} as a link; outputs must be files"))
            .ToList();
        return problems.Count == 0 ? files : throw new StageFailedException(string.Join("; ", problems));
    }

    /// <summary>Whether a name can stand in a manifest.</summary>
    private static bool IsPlain(string file) => Glob.Problem(file) is null && !file.AsSpan().ContainsAny('*', '?');

    /// <summary>Collects what is below a folder; links are not followed.</summary>
    private static void Walk(DirectoryInfo folder, string prefix, List<string> files, List<string> links)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var name = prefix + entry.Name;
            if (entry.LinkTarget is not null)
            {
                links.Add(name);
            }
            else if (entry is DirectoryInfo inner)
            {
                Walk(inner, name + "/", files, links);
            }
            else
            {
                files.Add(name);
            }
        }
    }
}
