using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>Lists parameter paths, for suggestions and help.</summary>
internal static class ParameterPaths
{
    /// <summary>Every path of a scalar or list, with the map entries that the YAML holds.</summary>
    public static IReadOnlyList<string> Settable(ParameterSchema schema, SourceNode? node, string path = "") =>
        schema switch
        {
            RecordSchema record =>
            [
                .. record.Properties.SelectMany(p =>
                    Settable(p.Schema, (node as MapNode)?.Find(p.Name)?.Value, Join(path, p.Name))
                ),
            ],
            MapSchema map when node is MapNode entries =>
            [
                .. entries.Entries.SelectMany(e => Settable(map.Element, e.Value, Join(path, e.Key))),
            ],
            MapSchema map => Settable(map.Element, node: null, Join(path, ParameterEntry.AnyName)),
            _ => [path],
        };

    /// <summary>Every path with its type, default and help, one a line.</summary>
    public static string Help(RecordSchema schema)
    {
        var text = new StringBuilder();
        foreach (var (path, shape, property, _, _) in ParameterEntry.Of(schema))
        {
            text.Append(path).Append(": ").Append(shape.TypeText);
            if (property.HasDefault)
            {
                text.Append(", default ")
                    .Append(property.Default is null ? "none" : ScalarTypes.CanonicalText(property.Default));
            }

            text.Append(property.Help is null ? "\n" : $". {property.Help}\n");
        }

        return text.ToString();
    }

    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
