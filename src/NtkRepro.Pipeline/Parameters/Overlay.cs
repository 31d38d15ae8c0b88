namespace NtkRepro.Pipeline;

/// <summary>Lays presets and command-line settings over parameters: maps merge, scalars and lists replace.</summary>
internal static class Overlay
{
    public static MapNode Merge(MapNode below, MapNode above)
    {
        var entries = below.Entries.ToList();
        var places = entries.Select((e, i) => (e.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        foreach (var entry in above.Entries)
        {
            if (!places.TryGetValue(entry.Key, out var i))
            {
                entries.Add(entry);
            }
            else if (entries[i].Value is MapNode lower && entry.Value is MapNode upper)
            {
                entries[i] = entries[i] with { Value = Merge(lower, upper) };
            }
            else
            {
                entries[i] = entry;
            }
        }

        return below with
        {
            Entries = entries,
        };
    }

    /// <summary>Reads <c>path=value</c> as an overlay, or null when it is mistaken.</summary>
    /// <param name="set">The setting; its value is YAML in one line.</param>
    /// <param name="schema">What paths are allowed.</param>
    /// <param name="below">The parameters it will lie over, for the names of map entries in suggestions.</param>
    /// <param name="mistakes">Receives mistakes, located at the setting.</param>
    public static MapNode? ReadSet(string set, RecordSchema schema, MapNode below, MistakeList mistakes)
    {
        var location = new SourceLocation($"--set {set}");
        var equals = set.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            mistakes.Add(location, "a setting is written path=value");
            return null;
        }

        var path = set[..equals].Trim();
        var names = path.Split('.');
        if (!Exists(names, schema))
        {
            var valid = ParameterPaths.Settable(schema, below);
            mistakes.AddUnknown(location, $"unknown parameter '{path}'", path, valid);
            return null;
        }

        var value = YamlReader.ReadArgument(set[(equals + 1)..], location, mistakes);
        return value is null
            ? null
            : (MapNode)
                names
                    .Reverse()
                    .Aggregate(value, (node, name) => new MapNode(location, [new MapEntry(name, location, node)]));
    }

    private static bool Exists(IEnumerable<string> names, ParameterSchema schema)
    {
        var current = schema;
        foreach (var name in names)
        {
            var next = current switch
            {
                RecordSchema record => record.Find(name)?.Schema,
                MapSchema map => map.Element,
                NumberRangeSchema range when name is "from" or "to" or "step" => range.Element,
                _ => null,
            };
            if (next is null)
            {
                return false;
            }

            current = next;
        }

        return true;
    }
}
