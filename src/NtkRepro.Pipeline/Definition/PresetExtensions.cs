namespace NtkRepro.Pipeline;

/// <summary>Presets that lie over another one, which they name by <c>extends</c>.</summary>
internal static class PresetExtensions
{
    /// <summary>The entry of a preset that names the one below it; no parameter can have this name.</summary>
    public const string Key = "extends";

    /// <summary>Each preset with all that it extends below it, and without the entry that says so.</summary>
    /// <param name="presets">As they are written.</param>
    /// <param name="mistakes">Receives unknown names and circles, located at the names.</param>
    public static Dictionary<string, MapNode> Resolve(
        IReadOnlyDictionary<string, MapNode> presets,
        MistakeList mistakes
    )
    {
        var below = presets
            .Select(p => (p.Key, Base: Base(p.Key, p.Value, presets, mistakes)))
            .Where(p => p.Base is not null)
            .ToDictionary(p => p.Key, p => p.Base!, StringComparer.Ordinal);
        return presets.Keys.ToDictionary(
            name => name,
            name => Whole(name, presets, below, mistakes),
            StringComparer.Ordinal
        );
    }

    private static string? Base(
        string name,
        MapNode preset,
        IReadOnlyDictionary<string, MapNode> presets,
        MistakeList mistakes
    )
    {
        if (preset.Find(Key) is not { } entry)
        {
            return null;
        }

        var others = presets.Keys.Where(k => k != name).ToList();
        if (entry.Value is not ScalarNode { IsNull: false } scalar)
        {
            mistakes.Add(
                entry.Value.Location,
                $"preset '{name}': 'extends' names one preset; found {entry.Value.Kind}"
            );
            return null;
        }

        if (!presets.ContainsKey(scalar.Text))
        {
            mistakes.AddUnknown(
                scalar.Location,
                $"preset '{name}' extends '{scalar.Text}', which is no preset",
                scalar.Text,
                others
            );
            return null;
        }

        return scalar.Text;
    }

    private static MapNode Whole(
        string name,
        IReadOnlyDictionary<string, MapNode> presets,
        Dictionary<string, string> below,
        MistakeList mistakes
    )
    {
        List<string> chain = [name];
        while (below.TryGetValue(chain[^1], out var next))
        {
            chain.Add(next);
            if (next == name)
            {
                mistakes.Add(
                    presets[name].Find(Key)!.Value.Location,
                    $"preset '{name}' extends itself: {string.Join(" → ", chain)}"
                );
            }

            // A circle further down is told where it is.
            if (chain.IndexOf(next) < chain.Count - 1)
            {
                return Own(presets[name]);
            }
        }

        return chain.Select(link => Own(presets[link])).Reverse().Aggregate(Overlay.Merge);
    }

    private static MapNode Own(MapNode preset) =>
        preset with
        {
            Entries = [.. preset.Entries.Where(e => e.Key != Key)],
        };
}
