namespace NtkRepro.Pipeline;

/// <summary>
/// Looks at every artifact of a run. Keys are derived anew from parameters, code and the inputs' stored hashes, so that a damaged file is
/// one finding and not one for all that reads it.
/// </summary>
internal sealed class Inspector
{
    private readonly Plan _plan;
    private readonly EngineParts _parts;
    private readonly Explainer _explainer;
    private readonly IReadOnlyDictionary<string, string>? _finished;
    private readonly Dictionary<Instance, Manifest> _manifests = [];
    private readonly List<ArtifactFinding> _findings = [];

    private Inspector(Plan plan, RunRecord? finished, EngineParts parts)
    {
        (_plan, _parts) = (plan, parts);
        _explainer = new Explainer(parts.Store, parts.LastRuns);
        _finished = finished?.Instances.ToDictionary(i => i.Name, i => i.Key, StringComparer.Ordinal);
    }

    /// <param name="plan">What the definition asks for now.</param>
    /// <param name="finished">The run that it is compared with; null for the last of this preset and these changes that finished.</param>
    /// <param name="parts">The store.</param>
    public static Inspection Inspect(Plan plan, RunRecord? finished, EngineParts parts)
    {
        finished ??= parts.RunRecords.LastFinished(plan.Preset, plan.Request.Sets);
        var inspector = new Inspector(plan, finished, parts);
        foreach (var planned in plan.Instances)
        {
            inspector.Look(planned);
        }

        var shown = new ShownFiles(plan, inspector._manifests, parts);
        var altered = shown.Altered();
        parts.Hashes.Save();
        return new Inspection
        {
            Plan = plan,
            Findings = [.. inspector._findings, .. altered],
            Published = shown.Files,
            ShowsAnotherRun = shown.AreOfAnotherRun,
            Manifests = inspector._manifests,
        };
    }

    private void Look(PlannedInstance planned)
    {
        var instance = planned.Instance;
        var before = _finished?.GetValueOrDefault(planned.Name);
        if (instance.Producers.FirstOrDefault(p => !_manifests.ContainsKey(p)) is { } producer)
        {
            var fault = before is null ? ArtifactFault.NeverRun : ArtifactFault.Unknown;
            Add(planned, fault, $"reads from {producer.Name}");
            return;
        }

        var inputs = InputFiles.Hashes(instance, p => _manifests[p], out var problem);
        if (inputs is null)
        {
            Add(planned, ArtifactFault.Stale, problem!);
            return;
        }

        var code = planned.Listing;
        var record = KeyRecord.Write(instance, inputs, code.Sha256, _plan.Engine);
        var key = KeyRecord.Hash(record);
        if (before is not null && before != key)
        {
            Add(planned, ArtifactFault.Stale, string.Join("; ", _explainer.Since(before, record, code)));
        }

        if (_parts.Store.ReadManifest(key) is { } manifest)
        {
            _manifests[instance] = manifest;
            CheckFiles(planned, manifest);
        }
        else if (Directory.Exists(_parts.Layout.Entry(key)))
        {
            Add(planned, ArtifactFault.Damaged, $"{Manifest.FileName} is missing or damaged");
        }
        else if (before == key)
        {
            Add(planned, ArtifactFault.Gone, "its result is gone from the store");
        }
        else if (before is null)
        {
            Add(planned, ArtifactFault.NeverRun, "never run");
        }
    }

    private void CheckFiles(PlannedInstance planned, Manifest manifest)
    {
        var folder = _parts.Layout.Entry(manifest.Key);
        foreach (var output in manifest.Outputs)
        {
            try
            {
                if (_parts.Hashes.Hash(Path.Combine(folder, output.Path), rehash: true) is not { } hash)
                {
                    Add(planned, ArtifactFault.Damaged, $"{output.Path} is missing");
                }
                else if (hash.Sha256 != output.Sha256)
                {
                    Add(planned, ArtifactFault.Damaged, $"{output.Path} is not what was stored");
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Add(planned, ArtifactFault.Damaged, $"{output.Path} cannot be read: {e.Message}");
            }
        }
    }

    private void Add(PlannedInstance planned, ArtifactFault fault, string message) =>
        _findings.Add(new ArtifactFinding(planned.Name, planned.Stage, fault, message));
}
