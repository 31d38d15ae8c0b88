namespace NtkRepro.Pipeline;

/// <summary>Finds a remembered run in the store again, by the keys that it noted and not by what the definition asks for now.</summary>
internal static class RecordedRun
{
    private const int MostNamed = 5;

    /// <summary>The finished run of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="parts">The store.</param>
    /// <exception cref="StageFailedException">It has not finished, or some of its results are damaged or gone; they are named.</exception>
    public static RunResult Recall(RunRecord record, EngineParts parts)
    {
        var finished = record.Finished ?? throw new StageFailedException(record.Unfinished);
        var found = new InstanceResult[finished.Instances.Count];
        var problems = new string?[found.Length];
        AllCores.For(
            [.. Enumerable.Range(0, found.Length)],
            i =>
            {
                var instance = finished.Instances[i];
                var (manifest, damage) = parts.Store.Find(instance.Key);
                problems[i] =
                    manifest is not null ? null
                    : damage is null ? $"{instance.Name}: its result {instance.Key[..12]}… is gone from the store"
                    : $"{instance.Name}: its result is damaged: {damage}";
                found[i] = new InstanceResult(
                    instance.Name,
                    instance.Stage,
                    instance.Axes,
                    Outcome.UpToDate,
                    instance.Key,
                    Seconds: 0,
                    Failure: null,
                    LogPath: null,
                    parts.Layout.Entry(instance.Key)
                )
                {
                    Manifest = manifest,
                };
            }
        );
        parts.Hashes.Save();
        if (problems.OfType<string>().ToList() is { Count: > 0 } missing)
        {
            var more = missing.Count > MostNamed ? $"\n  … and {missing.Count - MostNamed} more" : "";
            throw new StageFailedException(
                $"{missing.Count} of {found.Length} results of the run '{finished.Name}' are not there:\n  "
                    + string.Join("\n  ", missing.Take(MostNamed))
                    + more
            );
        }

        return new RunResult
        {
            Instances = found,
            Published = [.. finished.Instances.Zip(found).SelectMany(p => Files(p.First, p.Second, parts.Layout))],
            Warnings = [],
            Cancelled = false,
            Duration = TimeSpan.FromSeconds(finished.Seconds),
            Record = finished,
        };
    }

    private static IEnumerable<PublishedFile> Files(
        RecordedInstance instance,
        InstanceResult result,
        ArtifactLayout layout
    ) =>
        instance.Shown.Select(name =>
        {
            var path = $"{instance.Folder}/{name}";
            var stored = result.Manifest!.Outputs.First(o => o.Path == name);
            return new PublishedFile(
                instance.Name,
                instance.Stage,
                instance.Axes,
                name,
                path,
                Path.GetFullPath(path, layout.Latest),
                Path.Combine(result.Folder!, name),
                stored.Sha256
            );
        });
}
