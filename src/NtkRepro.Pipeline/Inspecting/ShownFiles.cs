namespace NtkRepro.Pipeline;

/// <summary>What <c>latest</c> should show of a run, and whether it does.</summary>
internal sealed class ShownFiles
{
    private readonly EngineParts _parts;
    private readonly Lazy<bool> _areOfAnotherRun;

    public ShownFiles(Plan plan, IReadOnlyDictionary<Instance, Manifest> manifests, EngineParts parts)
    {
        _parts = parts;
        Files =
        [
            .. plan
                .Instances.GroupBy(p => p.Instance.Stage)
                .SelectMany(stage => Of(stage.Key, [.. stage.Select(p => p.Instance)], manifests)),
        ];
        _areOfAnotherRun = new(() => Files.Any(f => IsElsewhere(f) == true));
    }

    public IReadOnlyList<PublishedFile> Files { get; }

    /// <summary>The key of the result that the first shown file of a remembered instance is a link to; null where it is none.</summary>
    public static string? KeyAt(ArtifactLayout layout, RecordedInstance instance)
    {
        var path = Path.Combine(layout.Latest, instance.Folder!, instance.Shown[0]);
        return
            new FileInfo(path).LinkTarget is { } link
            && Path.GetRelativePath(layout.Store, Path.GetFullPath(link, Path.GetDirectoryName(path)!))
                .Split(Path.DirectorySeparatorChar)
                is [_, var key, ..]
            ? key
            : null;
    }

    /// <summary>Whether a file is a link to another result: <c>latest</c> then shows a run with other parameters.</summary>
    public bool AreOfAnotherRun => _areOfAnotherRun.Value;

    /// <summary>The files that <c>latest</c> lacks or that are not those of the run.</summary>
    public IEnumerable<ArtifactFinding> Altered() =>
        AreOfAnotherRun
            ? []
            : Files
                .Select(f => (File: f, Problem: Problem(f)))
                .Where(f => f.Problem is not null)
                .Select(f => new ArtifactFinding(f.File.Instance, f.File.Stage, ArtifactFault.Altered, f.Problem!))
                .ToList();

    private string? Problem(PublishedFile file)
    {
        var name = $"latest/{file.Path}";
        try
        {
            // What the store's own file is was looked at already.
            return IsElsewhere(file) == false ? null
                : !File.Exists(file.Shown) ? $"{name} is missing"
                : _parts.Hashes.Hash(file.Shown, rehash: true)?.Sha256 == file.Sha256 ? null
                : $"{name} is not what was computed";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{name} cannot be read: {e.Message}";
        }
    }

    /// <summary>Whether the file is a link to another file of the store than its own; null when it is no link into the store.</summary>
    private bool? IsElsewhere(PublishedFile file)
    {
        if (new FileInfo(file.Shown).LinkTarget is not { } link)
        {
            return null;
        }

        var target = Path.GetFullPath(link, Path.GetDirectoryName(file.Shown)!);
        return target.StartsWith(_parts.Layout.Store + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? target != file.Stored
            : null;
    }

    private IEnumerable<PublishedFile> Of(
        StageDefinition stage,
        IReadOnlyList<Instance> instances,
        IReadOnlyDictionary<Instance, Manifest> manifests
    )
    {
        var names = new PublishedNames(stage, instances);
        return instances
            .Where(manifests.ContainsKey)
            .SelectMany(instance =>
                PublishedNames
                    .Files(stage, manifests[instance])
                    .Select(f =>
                    {
                        string[] parts = [stage.Name, names.Folder(instance), f.Path];
                        var path = string.Join('/', parts.Where(p => p.Length > 0));
                        return new PublishedFile(
                            instance.Name,
                            stage.Name,
                            instance.Axes,
                            f.Path,
                            path,
                            Path.GetFullPath(path, _parts.Layout.Latest),
                            Path.Combine(_parts.Layout.Entry(manifests[instance].Key), f.Path),
                            f.Sha256
                        );
                    })
            );
    }
}
