using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;

namespace NtkRepro.Pipeline;

/// <summary>Binds YAML to a schema and reports every mistake on the way.</summary>
internal sealed class Binder(MistakeList mistakes)
{
    private static readonly MethodInfo s_list = Generic(nameof(MakeList));
    private static readonly MethodInfo s_map = Generic(nameof(MakeMap));

    /// <summary>The bound value, or null when there is a mistake in it.</summary>
    public BoundValue? Bind(SourceNode node, ParameterSchema schema, string path, bool inKey = true)
    {
        if (node is ScalarNode { IsNull: true } && schema is ScalarSchema { IsNullable: true })
        {
            return Leaf(null, schema, path, node.Location, inKey);
        }

        return (schema, node) switch
        {
            (ScalarSchema scalar, ScalarNode text) => BindScalar(text, scalar, path, inKey),
            (ListSchema list, ListNode items) => BindList(items, list, path, inKey),
            (NumberRangeSchema range, ListNode items) => BindNumbers(items, range, path, inKey),
            (NumberRangeSchema range, MapNode steps) => BindSteps(steps, range, path, inKey),
            (MapSchema map, MapNode entries) => BindMap(entries, map, path, inKey),
            (RecordSchema record, MapNode entries) => BindRecord(entries, record, path, inKey),
            _ => Refuse(node.Location, $"{Name(path)}: expected {schema.TypeText}, found {node.Kind}"),
        };
    }

    private BoundValue? BindScalar(ScalarNode node, ScalarSchema schema, string path, bool inKey)
    {
        if (node.IsNull)
        {
            return Refuse(node.Location, $"{Name(path)} has no value; expected: {schema.TypeText}");
        }

        var problem = schema.Parse(node, out var value);
        return problem is null
            ? Leaf(value, schema, path, node.Location, inKey)
            : Refuse(node.Location, $"{Name(path)}: {problem}");
    }

    private BoundValue? BindList(ListNode node, ListSchema schema, string path, bool inKey)
    {
        var parts = BindItems(node, schema.Element, path);
        return parts is null
            ? null
            : new BoundValue
            {
                Path = path,
                Schema = schema,
                Value = s_list.MakeGenericMethod(schema.Element.ClrType).Invoke(null, [parts]),
                Location = node.Location,
                InKey = inKey,
                Parts = parts,
            };
    }

    private BoundValue? BindNumbers(ListNode node, NumberRangeSchema schema, string path, bool inKey)
    {
        var parts = BindItems(node, schema.Element, path);
        return parts is null ? null : Numbers(parts, schema, path, node.Location, inKey);
    }

    private BoundValue? BindSteps(MapNode node, NumberRangeSchema schema, string path, bool inKey)
    {
        string[] names = ["from", "to", "step"];
        var bounds = new decimal[3];
        var before = mistakes.Count;
        CheckNames(node, names, path);
        for (var i = 0; i < 3; i++)
        {
            var entry = node.Find(names[i]);
            if (entry is null)
            {
                mistakes.Add(node.Location, $"{Name(path)} lacks '{names[i]}'; a range is {{ from, to, step }}");
            }
            else if (Bind(entry.Value, s_number, Join(path, names[i])) is { Value: decimal bound })
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
            return Refuse(node.Location, $"{Name(path)}: {problem}");
        }

        var texts = NumberRange
            .Stepped(bounds[0], bounds[1], bounds[2])
            .Select(v => new ScalarNode(node.Location, CanonicalNumber.Text(v), IsPlain: true));
        return BindNumbers(new ListNode(node.Location, [.. texts]), schema, path, inKey);
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

    private BoundValue? BindMap(MapNode node, MapSchema schema, string path, bool inKey)
    {
        var parts = new List<KeyValuePair<string, BoundValue>>();
        foreach (var entry in node.Entries)
        {
            if (!AxisText.IsName(entry.Key))
            {
                mistakes.Add(
                    entry.KeyLocation,
                    $"'{entry.Key}' in {Name(path)}: a name has letters, digits, '-' and '_' only"
                );
            }
            else if (Bind(entry.Value, schema.Element, Join(path, entry.Key)) is { } part)
            {
                parts.Add(new(entry.Key, part));
            }
        }

        return parts.Count < node.Entries.Count
            ? null
            : new BoundValue
            {
                Path = path,
                Schema = schema,
                Value = s_map.MakeGenericMethod(schema.Element.ClrType).Invoke(null, [parts]),
                Location = node.Location,
                InKey = inKey,
                Parts = parts,
            };
    }

    private BoundValue? BindRecord(MapNode node, RecordSchema schema, string path, bool inKey)
    {
        var before = mistakes.Count;
        CheckNames(node, schema.Names, path);
        var parts = new List<KeyValuePair<string, BoundValue>>();
        foreach (var property in schema.Properties)
        {
            var at = Join(path, property.Name);
            var entry = node.Find(property.Name);
            var part = entry is null
                ? Absent(node, property, path, at)
                : Bind(entry.Value, property.Schema, at, property.InKey);
            if (part is not null)
            {
                parts.Add(new(property.Name, part));
            }
        }

        if (parts.Count < schema.Properties.Count || mistakes.Count > before)
        {
            return null;
        }

        try
        {
            return new BoundValue
            {
                Path = path,
                Schema = schema,
                Value = schema.Constructor.Invoke([.. parts.Select(p => p.Value.Value)]),
                Location = node.Location,
                InKey = inKey,
                Parts = parts,
            };
        }
        catch (TargetInvocationException e)
        {
            // A record may check what attributes cannot say, such as one value against another.
            return Refuse(node.Location, $"{Name(path)}: {e.InnerException!.Message.Split('\n')[0]}");
        }
    }

    private BoundValue? Absent(MapNode node, PropertySchema property, string owner, string path)
    {
        if (property.HasDefault)
        {
            return Leaf(property.Default, property.Schema, path, node.Location, property.InKey);
        }

        if (!property.IsOptional)
        {
            var help = property.Help is null ? "" : $": {property.Help}";
            return Refuse(node.Location, $"{Name(owner)} lacks '{property.Name}' ({property.Schema.TypeText}){help}");
        }

        return property.Schema switch
        {
            ScalarSchema => Leaf(null, property.Schema, path, node.Location, property.InKey),
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

    private static readonly ScalarSchema s_number = ScalarTypes.Find(
        typeof(decimal),
        nullable: false,
        range: null,
        oneOf: null
    )!;

    private BoundValue? Refuse(SourceLocation location, string message)
    {
        mistakes.Add(location, message);
        return null;
    }

    private static BoundValue Leaf(
        object? value,
        ParameterSchema schema,
        string path,
        SourceLocation location,
        bool inKey
    ) =>
        new()
        {
            Path = path,
            Schema = schema,
            Value = value,
            Location = location,
            InKey = inKey,
        };

    private static BoundValue Numbers(
        List<KeyValuePair<string, BoundValue>> parts,
        NumberRangeSchema schema,
        string path,
        SourceLocation location,
        bool inKey
    ) =>
        new()
        {
            Path = path,
            Schema = schema,
            Value = new NumberRange(parts.Select(p => (decimal)p.Value.Value!)),
            Location = location,
            InKey = inKey,
            Parts = parts,
        };

    private static string Name(string path) => path.Length == 0 ? "parameters" : path;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static MethodInfo Generic(string name) =>
        typeof(Binder).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ReadOnlyCollection<T> MakeList<T>(List<KeyValuePair<string, BoundValue>> parts) =>
        Array.AsReadOnly(parts.Select(p => (T)p.Value.Value!).ToArray());

    private static ReadOnlyDictionary<string, T> MakeMap<T>(List<KeyValuePair<string, BoundValue>> parts) =>
        new(parts.ToDictionary(p => p.Key, p => (T)p.Value.Value!, StringComparer.Ordinal));
}
