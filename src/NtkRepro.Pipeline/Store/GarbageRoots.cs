using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Finds the keys that a garbage collection must keep.</summary>
internal static class GarbageRoots
{
    /// <summary>
    /// The keys of every preset's current plan, of recent runs and of what <c>latest</c> shows. Where a plan cannot know a key yet, because
    /// something before it must run first, the instance's last key with the same parameters stands in.
    /// </summary>
    public static HashSet<string> Find(
        PipelineDefinition definition,
        RecordSchema schema,
        GcRequest request,
        EngineParts parts,
        DateTime keepSince
    )
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var preset in Presets(definition, request))
        {
            var plan = Planner.Plan(definition, schema, new PlanRequest { Preset = preset }, parts);
            foreach (var planned in plan.Instances)
            {
                AddIfAny(keys, planned.Key);
                AddIfAny(keys, planned.State == PlanState.UpToDate ? null : LastKey(planned, parts));
            }
        }

        foreach (var (path, _) in parts.RunLists.All().Where(r => r.LastUsed >= keepSince))
        {
            keys.UnionWith(File.ReadLines(path));
        }

        foreach (var key in Shown(parts.Layout))
        {
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>The runs of all checkouts that were given a name, with their keys.</summary>
    public static IReadOnlyList<(string Name, IReadOnlySet<string> Keys)> Named(EngineParts parts) =>
        [
            .. parts
                .RunRecords.OfStore()
                .Where(r => r.Record.IsNamed)
                .Select(r => (r.Record.Name, (IReadOnlySet<string>)KeysOf(r.Record).ToHashSet(StringComparer.Ordinal))),
        ];

    /// <summary>The keys of a run, and of the finished one that had its name before.</summary>
    public static IEnumerable<string> KeysOf(RunRecord record) =>
        record.Instances.Concat(record.Before?.Instances ?? []).Select(i => i.Key);

    private static string? LastKey(PlannedInstance planned, EngineParts parts) =>
        parts
            .LastRuns.Of(planned.Instance.Name)
            .Select(last => last.Key)
            .FirstOrDefault(key =>
                parts.Store.ReadManifest(key) is { } manifest
                && Explainer.ParametersOf(manifest) == planned.Instance.Parameters.Json
            );

    /// <summary>The hash of the code listing in a key record.</summary>
    public static string CodeOf(Manifest manifest)
    {
        using var record = JsonDocument.Parse(manifest.Record);
        return record.RootElement.GetProperty("code").GetString()!;
    }

    private static IEnumerable<string?> Presets(PipelineDefinition definition, GcRequest request) =>
        request.Presets is { } named ? named
        : definition.Presets.Contains(PipelineDefinition.DefaultPreset, StringComparer.Ordinal) ? definition.Presets
        : definition.Presets.Prepend(null);

    /// <summary>The keys behind the links of this checkout's <c>latest</c>.</summary>
    private static IEnumerable<string> Shown(ArtifactLayout layout) =>
        Directory.Exists(layout.Latest)
            ? new DirectoryInfo(layout.Latest)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.LinkTarget is not null)
                .Select(f => Path.GetFullPath(f.LinkTarget!, f.DirectoryName!))
                .Where(t => t.StartsWith(layout.Store + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Select(t => Path.GetRelativePath(layout.Store, t).Split(Path.DirectorySeparatorChar))
                .Where(p => p.Length > 2)
                .Select(p => p[1])
            : [];

    private static void AddIfAny(HashSet<string> keys, string? key)
    {
        if (key is not null)
        {
            keys.Add(key);
        }
    }
}
