using System.Text.Json.Nodes;

namespace NtkRepro.Pipeline;

/// <summary>
/// The JSON Schema of a parameter's YAML. In an overlay nothing is required of a record or a range, since what it leaves out is below it; a list
/// replaces the one below it, so that its elements must be whole.
/// </summary>
internal sealed class ValueSchema
{
    /// <summary>What a name in a map, of an axis or of a stage may be: as <see cref="AxisText.IsName"/>.</summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$";

    private static readonly string[] s_bounds = ["from", "to", "step"];
    private readonly bool _isWhole;

    private ValueSchema(bool isWhole) => _isWhole = isWhole;

    /// <summary>For values that must be complete.</summary>
    public static ValueSchema Whole { get; } = new(isWhole: true);

    /// <summary>For values that lie over others.</summary>
    public static ValueSchema Overlay { get; } = new(isWhole: false);

    public JsonObject Of(ParameterSchema schema, string? description = null)
    {
        var json = new JsonObject();
        if (description is not null)
        {
            json["description"] = description;
        }

        switch (schema)
        {
            case ScalarSchema scalar:
                AddScalar(scalar, json);
                break;
            case ListSchema list:
                json["type"] = "array";
                json["items"] = Whole.Of(list.Element);
                break;
            case NumberRangeSchema range:
                AddRange(range, json);
                break;
            case MapSchema map:
                json["type"] = "object";
                json["propertyNames"] = new JsonObject { ["pattern"] = NamePattern };
                json["additionalProperties"] = Of(map.Element);
                break;
            case RecordSchema record:
                AddRecord(record, json);
                break;
            default:
                throw new InvalidOperationException($"{schema.GetType().Name} has no JSON Schema");
        }

        return json;
    }

    private static void AddScalar(ScalarSchema schema, JsonObject json)
    {
        var type = Nullable.GetUnderlyingType(schema.ClrType) ?? schema.ClrType;
        var name =
            type == typeof(bool) ? "boolean"
            : type == typeof(int) || type == typeof(long) ? "integer"
            : schema.IsNumeric ? "number"
            : "string";
        json["type"] = schema.IsNullable ? Json.Array([name, "null"]) : name;
        if (schema.Choices is { } choices)
        {
            json["enum"] = Json.Array(choices);
            if (schema.IsNullable)
            {
                json["enum"]!.AsArray().Add(null);
            }
        }

        if (schema.Range is { } range)
        {
            Bound(json, "minimum", range.Minimum);
            Bound(json, "maximum", range.Maximum);
        }
    }

    private static void Bound(JsonObject json, string keyword, double bound)
    {
        if (double.IsFinite(bound) && Math.Abs(bound) < double.MaxValue)
        {
            json[keyword] = bound;
        }
    }

    // A keyword applies to values of its own kind alone: 'items' to the list, the others to { from, to, step }.
    private void AddRange(NumberRangeSchema schema, JsonObject json)
    {
        json["type"] = Json.Array(["array", "object"]);
        json["items"] = Whole.Of(schema.Element);
        json["properties"] = new JsonObject
        {
            ["from"] = Whole.Of(schema.Element, "The first value"),
            ["to"] = new JsonObject { ["description"] = "No value exceeds it", ["type"] = "number" },
            ["step"] = new JsonObject
            {
                ["description"] = "The distance of two neighbours",
                ["type"] = "number",
                ["exclusiveMinimum"] = 0,
            },
        };
        Close(json, s_bounds);
    }

    private void AddRecord(RecordSchema schema, JsonObject json)
    {
        json["type"] = "object";
        var properties = new JsonObject();
        foreach (var property in schema.Properties)
        {
            properties[property.Name] = OfProperty(property);
        }

        json["properties"] = properties;
        Close(json, [.. schema.Properties.Where(p => p.IsRequired).Select(p => p.Name)]);
    }

    private void Close(JsonObject json, string[] required)
    {
        if (_isWhole && required.Length > 0)
        {
            json["required"] = Json.Array(required);
        }

        json["additionalProperties"] = false;
    }

    private JsonObject OfProperty(PropertySchema property)
    {
        var unit = property.Units.FirstOrDefault(u => u.Of is null)?.Text;
        var help = (property.Help, unit) switch
        {
            (null, _) => unit,
            (_, null) => property.Help,
            _ => $"{property.Help} [{unit}]",
        };
        var json = Of(property.Schema, help);
        if (property is { HasDefault: true, Schema: ScalarSchema })
        {
            json["default"] = Value(property.Default);
        }

        return json;
    }

    private static JsonNode? Value(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag,
            int or long or double or decimal => JsonNode.Parse(ScalarTypes.CanonicalText(value)),
            _ => ScalarTypes.CanonicalText(value),
        };
}
