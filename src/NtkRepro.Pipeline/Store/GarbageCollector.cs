namespace NtkRepro.Pipeline;

/// <summary>Removes what nothing refers to any more.</summary>
internal sealed class GarbageCollector
{
    private readonly EngineParts _parts;
    private readonly ArtifactLayout _layout;
    private readonly DateTime _keepSince;
    private readonly HashSet<string> _keys;
    private readonly IReadOnlyList<(string Name, IReadOnlySet<string> Keys)> _named;
    private readonly HashSet<string> _keptFor = new(StringComparer.Ordinal);
    private int _keptByName;
    private readonly List<GcItem> _removed = [];
    private readonly HashSet<string> _keptCode = new(StringComparer.Ordinal);
    private int _keptResults;
    private long _keptBytes;

    private GarbageCollector(EngineParts parts, HashSet<string> keys, DateTime keepSince)
    {
        (_parts, _layout, _keys, _keepSince) = (parts, parts.Layout, keys, keepSince);
        _named = GarbageRoots.Named(parts);
    }

    public static GcResult Collect(
        PipelineDefinition definition,
        RecordSchema schema,
        GcRequest request,
        EngineParts parts
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.KeepDays, nameof(request));
        using var use = request.DryRun ? null : Claim(parts.Layout);
        var keepSince = KeepSince(request, parts.Clock);
        var keys = GarbageRoots.Find(definition, schema, request, parts, keepSince);
        var collector = new GarbageCollector(parts, keys, keepSince);
        collector.FindResults();
        collector.FindWork();
        collector.FindAside(GcKind.Damaged, parts.Layout.Damaged);
        collector.FindAside(GcKind.Superseded, parts.Layout.Superseded);
        collector.FindLeftovers();
        collector.FindListings();
        collector.FindRuns();
        if (!request.DryRun)
        {
            collector.Remove();
        }

        return new GcResult
        {
            DryRun = request.DryRun,
            Removed = collector._removed,
            KeptResults = collector._keptResults,
            KeptBytes = collector._keptBytes,
            KeptByName = collector._keptByName,
            KeptFor = [.. collector._keptFor.Order(StringComparer.Ordinal)],
        };
    }

    private static StoreUse Claim(ArtifactLayout layout) =>
        StoreUse.TryExclude(layout)
        ?? throw new StoreInUseException(
            $"the store {layout.Base} is in use by a run or another garbage collection; try again once that has ended"
        );

    /// <summary>With no days to keep, nothing is recent, whatever the clock says.</summary>
    private static DateTime KeepSince(GcRequest request, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return request.KeepDays == 0 ? DateTime.MaxValue
            : (now - DateTime.MinValue).TotalDays <= request.KeepDays ? DateTime.MinValue
            : now.AddDays(-request.KeepDays);
    }

    private void FindResults()
    {
        foreach (var folder in Entries())
        {
            var key = Path.GetFileName(folder);
            var manifest = _parts.Store.ReadManifest(key);
            var isRecent = manifest?.Started.UtcDateTime >= _keepSince;
            if (!isRecent && !_keys.Contains(key) && IsNamed(key))
            {
                _keys.Add(key);
                _keptByName++;
            }

            if (manifest is not null && (isRecent || _keys.Contains(key)))
            {
                _keptResults++;
                _keptBytes += GarbageFiles.Bytes(folder);
                _keptCode.Add(GarbageRoots.CodeOf(manifest));
            }
            else if (manifest is null && _keys.Contains(key))
            {
                // Damaged, and wanted: the next run sets it aside and says so.
                _keptResults++;
                _keptBytes += GarbageFiles.Bytes(folder);
            }
            else
            {
                Add(GcKind.Result, folder, manifest?.Instance);
            }
        }
    }

    private bool IsNamed(string key)
    {
        var names = _named.Where(n => n.Keys.Contains(key)).Select(n => n.Name).ToList();
        _keptFor.UnionWith(names);
        return names.Count > 0;
    }

    /// <summary>The folders of the store that are named as results are.</summary>
    private List<string> Entries() =>
        [
            .. GarbageFiles
                .Folders(_layout.Store)
                .Where(f => Path.GetFileName(f).Length == 2)
                .SelectMany(GarbageFiles.Folders)
                .Where(f => ArtifactLayout.IsKey(Path.GetFileName(f))),
        ];

    private void FindWork()
    {
        foreach (var folder in GarbageFiles.Folders(_layout.Work).Where(f => ArtifactLayout.IsKey(Path.GetFileName(f))))
        {
            if (!_keys.Contains(Path.GetFileName(folder)) && GarbageFiles.LastWrite(folder) < _keepSince)
            {
                Add(GcKind.WorkFolder, folder, instance: null);
            }
        }
    }

    private void FindAside(GcKind kind, string parent)
    {
        foreach (var folder in GarbageFiles.Folders(parent).Where(f => GarbageFiles.AsideSince(f) < _keepSince))
        {
            Add(kind, folder, instance: null);
        }
    }

    /// <summary>Drafts and unfinished results. In a dry run some may belong to a run that is still going on.</summary>
    private void FindLeftovers()
    {
        foreach (
            var path in GarbageFiles
                .Folders(_layout.Temporary)
                .Where(f => ArtifactLayout.IsAttempt(Path.GetFileName(f)))
                .Concat(Discarded())
        )
        {
            Add(GcKind.Leftover, path, instance: null);
        }

        foreach (var parent in new[] { _layout.Store, _layout.Code, _layout.Runs }.Where(Directory.Exists))
        {
            foreach (var draft in Directory.GetFiles(parent, "*~").Where(f => Draft.Is(Path.GetFileName(f))))
            {
                Add(GcKind.Leftover, draft, instance: null);
            }
        }
    }

    private void FindListings()
    {
        var code = Directory.Exists(_layout.Code) ? Directory.GetFiles(_layout.Code, "*.json") : [];
        var outdated = code.Where(f => ArtifactLayout.IsKey(Path.GetFileNameWithoutExtension(f)))
            .Where(f => !_keptCode.Contains(Path.GetFileNameWithoutExtension(f)))
            .Concat(_parts.RunLists.All().Where(r => r.LastUsed < _keepSince).Select(r => r.Path));
        foreach (var file in outdated)
        {
            Add(GcKind.Listing, file, instance: null);
        }
    }

    /// <summary>Runs that nobody gave a name to, of which results go: they could not be shown any more.</summary>
    private void FindRuns()
    {
        var gone = _removed
            .Where(i => i.Kind == GcKind.Result)
            .Select(i => Path.GetFileName(i.Path))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (path, record) in _parts.RunRecords.OfStore().Where(r => !r.Record.IsNamed))
        {
            var isOld = record.Instances.Count == 0 && record.Ended.UtcDateTime < _keepSince;
            if (!isOld && !GarbageRoots.KeysOf(record).Any(gone.Contains))
            {
                continue;
            }

            Add(GcKind.Run, path, record.Name);
            if (RunRecords.PageBeside(path) is var page && File.Exists(page))
            {
                Add(GcKind.Run, page, record.Name);
            }
        }
    }

    /// <summary>Renames everything out of sight first, so that no reader ever sees part of a result, then deletes.</summary>
    private void Remove()
    {
        if (_removed.Count == 0)
        {
            return;
        }

        _parts.Options.BeforeWrite?.Invoke(_layout.Trash);
        Directory.CreateDirectory(_layout.Trash);
        foreach (var item in _removed)
        {
            _parts.Options.BeforeWrite?.Invoke(item.Path);
            if (Path.GetDirectoryName(item.Path) != _layout.Trash)
            {
                Discard(item.Path);
            }
        }

        foreach (var path in Discarded())
        {
            _parts.Options.BeforeWrite?.Invoke(path);
            GarbageFiles.Delete(path);
        }

        foreach (
            var empty in GarbageFiles
                .Folders(_layout.Store)
                .Where(f => Path.GetFileName(f).Length == 2 && !Directory.EnumerateFileSystemEntries(f).Any())
        )
        {
            Directory.Delete(empty);
        }
    }

    /// <summary>What a collection has renamed out of sight.</summary>
    private List<string> Discarded() =>
        [.. GarbageFiles.Contents(_layout.Trash).Where(f => Guid.TryParseExact(Path.GetFileName(f), "N", out _))];

    private void Discard(string path)
    {
        var target = Path.Combine(_layout.Trash, Guid.NewGuid().ToString("N"));
        if (Directory.Exists(path))
        {
            Directory.Move(path, target);
        }
        else
        {
            File.Move(path, target);
        }
    }

    private void Add(GcKind kind, string path, string? instance) =>
        _removed.Add(new GcItem(kind, path, instance, GarbageFiles.Bytes(path)));
}
