namespace NtkRepro.Pipeline;

/// <summary>One scalar or list that a definition can set, wherever it is.</summary>
/// <param name="Path">Its path; <c>&lt;name&gt;</c> stands for the names in a map.</param>
/// <param name="Schema">Its shape.</param>
/// <param name="Property">The property that it is, or that holds the map it is in.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="InKey">Whether it takes part in keys.</param>
internal sealed record ParameterEntry(
    string Path,
    ParameterSchema Schema,
    PropertySchema Property,
    string? Unit,
    bool InKey
)
{
    /// <summary>What stands for a name in a map.</summary>
    public const string AnyName = "<name>";

    /// <summary>Every scalar and list of a record, in order.</summary>
    public static IReadOnlyList<ParameterEntry> Of(RecordSchema schema)
    {
        var entries = new List<ParameterEntry>();
        Add(schema, "", inKey: true, new Dictionary<string, string>(StringComparer.Ordinal), entries);
        return entries;
    }

    private static void Add(
        RecordSchema record,
        string path,
        bool inKey,
        Dictionary<string, string> units,
        List<ParameterEntry> entries
    )
    {
        foreach (var property in record.Properties)
        {
            var at = ParameterPaths.Join(path, property.Name);
            foreach (var unit in property.Units.Where(u => u.Of is not null))
            {
                units[$"{at}.{unit.Of}"] = unit.Text;
            }

            var shape = property.Schema;
            while (shape is MapSchema map)
            {
                (shape, at) = (map.Element, $"{at}.{AnyName}");
            }

            if (shape is RecordSchema inner)
            {
                Add(inner, at, inKey && property.InKey, units, entries);
            }
            else
            {
                var unit = property.Units.FirstOrDefault(u => u.Of is null)?.Text ?? units.GetValueOrDefault(at);
                entries.Add(new ParameterEntry(at, shape, property, unit, inKey && property.InKey));
            }
        }
    }
}
