using System.Globalization;
using System.Reflection;

namespace NtkRepro.Pipeline;

/// <summary>Binds YAML to a schema and reports every mistake on the way.</summary>
internal sealed class Binder(MistakeList mistakes)
{
    private static readonly string[] s_rangeKeys = ["from", "to", "step"];

    /// <summary>The bound value, or null when there is a mistake in it.</summary>
    public BoundValue? Bind(SourceNode node, ParameterSchema schema, string path, bool inKey = true)
    {
        var place = new Place(path, schema, node.Location, inKey);
        return (schema, node) switch
        {
            (ScalarSchema { IsNullable: true }, ScalarNode { IsNull: true }) => place.With(value: null),
            (ScalarSchema scalar, ScalarNode text) => BindScalar(text, scalar, place),
            // On a command line, one value stands for the list of it.
            (ListSchema or NumberRangeSchema, ScalarNode { IsNull: false, Location.Line: 0 } one) => Bind(
                new ListNode(one.Location, [one]),
                schema,
                path,
                inKey
            ),
            (ListSchema list, ListNode items) => BindList(items, list, place),
            (NumberRangeSchema range, ListNode items) => BindNumbers(items, range, place),
            (NumberRangeSchema range, MapNode steps) => BindSteps(steps, range, place),
            (MapSchema map, MapNode entries) => BindMap(entries, map, place),
            (RecordSchema record, MapNode entries) => BindRecord(entries, record, place),
            _ => Refuse(node.Location, $"{Name(path)}: expected {schema.TypeText}, found {node.Kind}"),
        };
    }

    private BoundValue? BindScalar(ScalarNode node, ScalarSchema schema, Place place)
    {
        if (node.IsNull)
        {
            return Refuse(node.Location, $"{place.Path} has no value; expected: {schema.TypeText}");
        }

        var problem = schema.Parse(node, out var value);
        return problem is null ? place.With(value) : Refuse(node.Location, $"{place.Path}: {problem}");
    }

    private List<KeyValuePair<string, BoundValue>>? BindItems(ListNode node, ParameterSchema element, string path)
    {
        var parts = new List<KeyValuePair<string, BoundValue>>(node.Items.Count);
        for (var i = 0; i < node.Items.Count; i++)
        {
            var index = i.ToString(CultureInfo.InvariantCulture);
            if (Bind(node.Items[i], element, $"{path}[{index}]") is { } item)
            {
                parts.Add(new(index, item));
            }
        }

        return parts.Count == node.Items.Count ? parts : null;
    }

    private BoundValue? BindList(ListNode node, ListSchema schema, Place place)
    {
        if (BindItems(node, schema.Element, place.Path) is not { } parts)
        {
            return null;
        }

        if (schema.Set is { } set)
        {
            parts = Distinct(parts, isSorted: !set.KeepsOrder);
        }

        return place.With(ClrCollections.List(schema.Element.ClrType, parts), parts);
    }

    private BoundValue? BindNumbers(ListNode node, NumberRangeSchema schema, Place place)
    {
        if (BindItems(node, schema.Element, place.Path) is not { } parts)
        {
            return null;
        }

        parts = Distinct(parts, isSorted: true);
        return place.With(new NumberRange(parts.Select(p => (decimal)p.Value.Value!)), parts);
    }

    private static List<KeyValuePair<string, BoundValue>> Distinct(
        IEnumerable<KeyValuePair<string, BoundValue>> parts,
        bool isSorted
    )
    {
        var once = parts.Select(p => p.Value).DistinctBy(v => v.Value);
        var kept = isSorted ? once.OrderBy(v => v.Value, ScalarTypes.Order) : once;
        return
        [
            .. kept.Select((v, i) => new KeyValuePair<string, BoundValue>(i.ToString(CultureInfo.InvariantCulture), v)),
        ];
    }

    private BoundValue? BindSteps(MapNode node, NumberRangeSchema schema, Place place)
    {
        var number = schema.Element with { Parse = ScalarTypes.AnyDecimal };
        var bounds = new decimal[3];
        // A setting of one of the three makes the numbers what they are.
        var given = node.Entries.Select(e => e.KeyLocation).FirstOrDefault(at => at.Line == 0) ?? node.Location;
        var before = mistakes.Count;
        CheckNames(node, s_rangeKeys, place.Path);
        for (var i = 0; i < 3; i++)
        {
            var entry = node.Find(s_rangeKeys[i]);
            if (entry is null)
            {
                mistakes.Add(node.Location, $"{place.Path} lacks '{s_rangeKeys[i]}'; a range is {{ from, to, step }}");
            }
            else if (Bind(entry.Value, number, $"{place.Path}.{s_rangeKeys[i]}") is { Value: decimal bound })
            {
                bounds[i] = bound;
            }
        }

        if (mistakes.Count > before)
        {
            return null;
        }

        if (NumberRange.Problem(bounds[0], bounds[1], bounds[2]) is { } problem)
        {
            return Refuse(given, $"{place.Path}: {problem}");
        }

        var texts = NumberRange
            .Stepped(bounds[0], bounds[1], bounds[2])
            .Select(v => new ScalarNode(given, CanonicalNumber.Text(v), IsPlain: true));
        return BindNumbers(new ListNode(given, [.. texts]), schema, place);
    }

    private BoundValue? BindMap(MapNode node, MapSchema schema, Place place)
    {
        var parts = new List<KeyValuePair<string, BoundValue>>();
        AxisText.CheckNames(node, $"a name in {Name(place.Path)}", mistakes);
        foreach (var entry in node.Entries)
        {
            if (Bind(entry.Value, schema.Element, Join(place.Path, entry.Key)) is { } part)
            {
                parts.Add(new(entry.Key, part.Named(entry.KeyLocation)));
            }
        }

        return parts.Count == node.Entries.Count
            ? place.With(ClrCollections.Map(schema.Element.ClrType, parts), parts)
            : null;
    }

    private BoundValue? BindRecord(MapNode node, RecordSchema schema, Place place)
    {
        var before = mistakes.Count;
        CheckNames(node, schema.Names, place.Path);
        var parts = new List<KeyValuePair<string, BoundValue>>();
        foreach (var property in schema.Properties)
        {
            var at = Join(place.Path, property.Name);
            var entry = node.Find(property.Name);
            var part = entry is null
                ? Absent(node, property, place.Path, at)
                : Bind(entry.Value, property.Schema, at, property.InKey);
            if (part is not null)
            {
                parts.Add(new(property.Name, entry is null ? part : part.Named(entry.KeyLocation)));
            }
        }

        if (mistakes.Count > before)
        {
            return null;
        }

        try
        {
            return place.With(schema.Constructor.Invoke([.. parts.Select(p => p.Value.Value)]), parts);
        }
        catch (TargetInvocationException e)
        {
            // A record may check what attributes cannot say, such as one value against another.
            return Refuse(node.Location, $"{Name(place.Path)}: {e.InnerException!.Message.Split('\n')[0]}");
        }
    }

    private BoundValue? Absent(MapNode node, PropertySchema property, string owner, string path)
    {
        var place = new Place(path, property.Schema, node.Location, property.InKey);
        if (property.HasDefault)
        {
            return place.With(property.Default);
        }

        if (!property.IsOptional)
        {
            var help = property.Help is null ? "" : $": {property.Help}";
            var message = $"{Name(owner)} lacks '{property.Name}' ({property.Schema.TypeText}){help}";
            return Refuse(node.Location, message);
        }

        return property.Schema switch
        {
            ScalarSchema => place.With(value: null),
            ListSchema or NumberRangeSchema => Bind(
                new ListNode(node.Location, []),
                property.Schema,
                path,
                property.InKey
            ),
            _ => Bind(new MapNode(node.Location, []), property.Schema, path, property.InKey),
        };
    }

    private void CheckNames(MapNode node, IReadOnlyList<string> names, string path)
    {
        foreach (var entry in node.Entries.Where(e => !names.Contains(e.Key, StringComparer.Ordinal)))
        {
            mistakes.AddUnknown(entry.KeyLocation, $"unknown key '{entry.Key}' in {Name(path)}", entry.Key, names);
        }
    }

    private BoundValue? Refuse(SourceLocation location, string message)
    {
        mistakes.Add(location, message);
        return null;
    }

    private static string Name(string path) => path.Length == 0 ? "parameters" : path;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Where a value goes; gets its value last.</summary>
    private sealed record Place(string Path, ParameterSchema Schema, SourceLocation Location, bool InKey)
    {
        public BoundValue With(object? value, IReadOnlyList<KeyValuePair<string, BoundValue>>? parts = null) =>
            new()
            {
                Path = Path,
                Schema = Schema,
                Value = value,
                Location = Location,
                InKey = InKey,
                Parts = parts ?? [],
            };
    }
}
