namespace NtkRepro.Pipeline;

/// <summary>Parameters after preset and settings: an immutable tree of bound values.</summary>
internal sealed class ResolvedParameters
{
    private ResolvedParameters(string? preset, BoundValue root) => (Preset, Root) = (preset, root);

    public string? Preset { get; }

    public BoundValue Root { get; }

    public BoundValue? Find(string path) => Root.Find(path);

    /// <summary>Every path that names something, for suggestions.</summary>
    public IReadOnlyList<string> Paths => [.. PathsOf(Root)];

    /// <summary>YAML, then preset, then settings; null when there are mistakes.</summary>
    public static ResolvedParameters? Resolve(
        PipelineDefinition definition,
        RecordSchema schema,
        string? preset,
        IReadOnlyList<string> sets,
        MistakeList mistakes
    )
    {
        var before = mistakes.Count;
        var node = definition.ParameterNode;
        var name = preset ?? PipelineDefinition.DefaultPreset;
        if (definition.PresetNodes.TryGetValue(name, out var overlay))
        {
            node = Overlay.Merge(node, overlay);
        }
        else if (preset is not null)
        {
            mistakes.AddUnknown(
                new SourceLocation($"preset {preset}"),
                $"unknown preset '{preset}'",
                preset,
                definition.Presets
            );
        }

        foreach (var set in sets)
        {
            if (Overlay.ReadSet(set, schema, node, mistakes) is { } setting)
            {
                node = Overlay.Merge(node, setting);
            }
        }

        var root = new Binder(mistakes).Bind(node, schema, "");
        return root is null || mistakes.Count > before
            ? null
            : new ResolvedParameters(definition.PresetNodes.ContainsKey(name) ? name : null, root);
    }

    private static IEnumerable<string> PathsOf(BoundValue value) =>
        value.Schema is RecordSchema or MapSchema
            ? value.Parts.SelectMany(p => PathsOf(p.Value).Prepend(p.Value.Path)).Distinct(StringComparer.Ordinal)
            : [];
}
