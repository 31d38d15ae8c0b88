namespace NtkRepro.Pipeline;

/// <summary>Reads the top level of a definition and checks what does not depend on parameter values.</summary>
internal static class DefinitionReader
{
    private const int MaximumStages = 1000;

    /// <summary>What the top level may declare.</summary>
    internal static readonly string[] Keys = ["name", "parameters", "presets", "executors", "stages"];

    /// <summary>The definition, or null when its outline is broken; mistakes are added either way.</summary>
    public static PipelineDefinition? Read(
        string path,
        SourceText source,
        IReadOnlyCollection<string> implemented,
        MistakeList mistakes
    )
    {
        var start = new SourceLocation(source.Name, 1, 1);
        var node = YamlReader.Read(source, mistakes);
        if (node is null)
        {
            return null;
        }

        if (node is not MapNode root)
        {
            mistakes.Add(node.Location, $"expected a map with {string.Join(", ", Keys)}; found {node.Kind}");
            return null;
        }

        var fields = new FieldReader(root, "the pipeline", Keys, mistakes);
        var stages = ReadStages(fields, start, implemented, mistakes);
        StageGraph.CheckReferences(stages, mistakes);
        return new PipelineDefinition
        {
            Name = fields.Text("name") ?? "",
            Path = path,
            Source = source,
            Stages = StageGraph.Sort(stages, mistakes),
            ParameterNode = fields.Map("parameters") ?? new MapNode(start, []),
            PresetNodes = ReadPresets(fields, mistakes),
            Slurm = ExecutorReader.Read(fields.Map("executors"), [.. stages.Select(s => s.Name)], mistakes),
        };
    }

    private static List<StageDefinition> ReadStages(
        FieldReader fields,
        SourceLocation start,
        IReadOnlyCollection<string> implemented,
        MistakeList mistakes
    )
    {
        var stages = new List<StageDefinition>();
        if (fields.Map("stages") is not { Entries.Count: > 0 } map)
        {
            mistakes.Add(fields.Location("stages") ?? start, "the pipeline has no stages");
            return stages;
        }

        if (map.Entries.Count > MaximumStages)
        {
            mistakes.Add(map.Location, $"{map.Entries.Count} stages; at most {MaximumStages} are allowed");
            return stages;
        }

        AxisText.CheckNames(map, "a stage's name", mistakes);
        foreach (var entry in map.Entries)
        {
            if (AxisText.IsName(entry.Key) && !implemented.Contains(entry.Key, StringComparer.Ordinal))
            {
                mistakes.AddUnknown(
                    entry.KeyLocation,
                    $"the program has no stage '{entry.Key}'",
                    entry.Key,
                    implemented
                );
            }

            if (StageReader.Read(entry, mistakes) is { } stage)
            {
                stages.Add(stage);
            }
        }

        return stages;
    }

    private static Dictionary<string, MapNode> ReadPresets(FieldReader fields, MistakeList mistakes)
    {
        var presets = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        if (fields.Map("presets") is not { } map)
        {
            return presets;
        }

        AxisText.CheckNames(map, "a preset's name", mistakes);
        foreach (var entry in map.Entries)
        {
            if (entry.Value is MapNode overlay)
            {
                presets[entry.Key] = overlay;
            }
            else
            {
                mistakes.Add(
                    entry.Value.Location,
                    $"preset '{entry.Key}': expected a map of parameters, found {entry.Value.Kind}"
                );
            }
        }

        return PresetExtensions.Resolve(presets, mistakes);
    }
}
