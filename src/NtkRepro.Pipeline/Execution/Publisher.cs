namespace NtkRepro.Pipeline;

/// <summary>Shows results under readable names: <c>latest/&lt;stage&gt;/&lt;axes&gt;/&lt;file&gt;</c>, as links into the store or, where those cannot be, copies.</summary>
internal sealed class Publisher(ArtifactLayout layout)
{
    private readonly List<string> _problems = [];

    /// <summary>Brings <c>latest</c> in line with a successful run; returns what went wrong, which is never worth failing for.</summary>
    public static IReadOnlyList<string> Publish(Plan plan, InstanceResult?[] results, ArtifactLayout layout)
    {
        var publisher = new Publisher(layout);
        foreach (var stage in plan.Definition.Stages)
        {
            var instances = plan
                .Instances.Where(p => p.Stage == stage.Name)
                .Select(p => results[p.Instance.Index]!)
                .ToList();
            var isWhole = plan.IsWhole(stage.Name);
            if (instances.Count > 0 && (stage.PublishPatterns.Count > 0 || isWhole))
            {
                publisher.Publish(stage, instances, isWhole);
            }
        }

        if (plan.Definition.Stages.All(s => plan.IsWhole(s.Name)))
        {
            publisher.RemoveUnknownStages(plan.Definition);
        }

        return publisher._problems;
    }

    private void Publish(StageDefinition stage, List<InstanceResult> instances, bool isWhole)
    {
        var root = Path.Combine(layout.Latest, stage.Name);
        var names = new PublishedNames(stage, [.. instances.Select(i => i.Instance!)]);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in instances)
        {
            var folder = Path.Combine(root, names.Folder(result.Instance!));
            foreach (var file in PublishedNames.Files(stage, result.Manifest!))
            {
                var path = Path.Combine(folder, file.Path);
                wanted.Add(path);
                Try(path, () => Show(path, Path.Combine(result.Folder!, file.Path)));
            }
        }

        if (isWhole && Directory.Exists(root))
        {
            Try(root, () => RemoveStale(root, wanted));
        }
    }

    private static void Show(string path, string stored)
    {
        var folder = Path.GetDirectoryName(path)!;
        var target = Path.GetRelativePath(folder, stored);
        var present = new FileInfo(path);
        if (present.LinkTarget == target)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var draft = $"{path}.{Environment.ProcessId}~";
        File.Delete(draft);
        try
        {
            File.CreateSymbolicLink(draft, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Copy(stored, draft);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static void RemoveStale(string root, HashSet<string> wanted)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(f => !wanted.Contains(f))
                .ToList()
        )
        {
            File.Delete(file);
        }

        foreach (
            var folder in Directory
                .EnumerateDirectories(root, "*", SearchOption.AllDirectories)
                .OrderByDescending(d => d.Length)
        )
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    private void RemoveUnknownStages(PipelineDefinition definition)
    {
        if (!Directory.Exists(layout.Latest))
        {
            return;
        }

        var shown = definition
            .Stages.Where(s => s.PublishPatterns.Count > 0)
            .Select(s => s.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var folder in Directory.EnumerateDirectories(layout.Latest).Where(d => !shown.Contains(Path.GetFileName(d)))
        )
        {
            Try(folder, () => Directory.Delete(folder, recursive: true));
        }
    }

    private void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"cannot show {path}: {e.Message}");
        }
    }
}
