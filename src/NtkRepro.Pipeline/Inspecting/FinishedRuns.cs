using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// The keys of the last finished run of each preset, with and without settings, in this checkout: what an inspection compares with what the
/// definition asks for now.
/// </summary>
internal sealed class FinishedRuns(ArtifactLayout layout)
{
    /// <summary>Notes a run of everything in which every instance has a result. A folder that cannot be written to goes without.</summary>
    public void Note(Plan plan, IEnumerable<InstanceResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            text.Append(result.Name).Append('\t').Append(result.Key).Append('\n');
        }

        var path = PathOf(plan);
        try
        {
            if (File.Exists(path) && File.ReadAllText(path) == text.ToString())
            {
                return;
            }

            Directory.CreateDirectory(layout.Finished);
            Draft.Replace(path, text.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Verify then says that no such run finished here.
        }
    }

    /// <summary>Instance to key, or null when no such run finished here.</summary>
    public IReadOnlyDictionary<string, string>? Find(Plan plan)
    {
        var path = PathOf(plan);
        if (!File.Exists(path))
        {
            return null;
        }

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fields in File.ReadLines(path).Select(l => l.Split('\t')).Where(f => f.Length == 2))
        {
            keys[fields[0]] = fields[1];
        }

        return keys;
    }

    private string PathOf(Plan plan)
    {
        var preset = plan.Preset ?? PipelineDefinition.DefaultPreset;
        var sets = plan.Request.Sets;
        var isPlain = sets.Count == 0 && AxisText.IsName(preset);
        var name = isPlain ? preset : KeyRecord.Hash(string.Join('\n', sets.Prepend(preset)));
        return Path.Combine(layout.Finished, $"{name}.tsv");
    }
}
