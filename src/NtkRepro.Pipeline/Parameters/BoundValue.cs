using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>A validated parameter: its typed value, where it came from, and its named parts.</summary>
internal sealed class BoundValue
{
    private const int MostSearched = 16;
    private Dictionary<string, BoundValue>? _byName;

    public required string Path { get; init; }

    public required ParameterSchema Schema { get; init; }

    public required object? Value { get; init; }

    public required SourceLocation Location { get; init; }

    /// <summary>Where its name was written; null for elements of lists and for what is left to its default.</summary>
    public SourceLocation? NameLocation { get; private init; }

    public bool InKey { get; init; } = true;

    /// <summary>The entries of a record or map by name; the elements of a list by index.</summary>
    public IReadOnlyList<KeyValuePair<string, BoundValue>> Parts { get; init; } = [];

    /// <summary>Whether its parts have names: a record or a map that is not null.</summary>
    public bool HasNames => Value is not null && Schema is RecordSchema or MapSchema;

    /// <summary>The same value, under a name that was written somewhere.</summary>
    public BoundValue Named(SourceLocation name) =>
        new()
        {
            Path = Path,
            Schema = Schema,
            Value = Value,
            Location = Location,
            NameLocation = name,
            InKey = InKey,
            Parts = Parts,
        };

    /// <summary>The value at a dotted path, or null.</summary>
    public BoundValue? Find(string path)
    {
        var value = this;
        foreach (var name in path.Split('.'))
        {
            value = value.Part(name);
            if (value is null)
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>The entry of a record or map, or null.</summary>
    public BoundValue? Part(string name)
    {
        if (!HasNames)
        {
            return null;
        }

        if (Parts.Count <= MostSearched)
        {
            return Parts.FirstOrDefault(p => p.Key == name).Value;
        }

        _byName ??= Parts.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>Every leaf that takes part in keys: path and canonical JSON.</summary>
    public IEnumerable<KeyValuePair<string, string>> Leaves()
    {
        if (!InKey)
        {
            return [];
        }

        return HasNames && Parts.Count > 0
            ? Parts.SelectMany(p => p.Value.Leaves())
            : [new KeyValuePair<string, string>(Path, CanonicalJsonText())];
    }

    public string CanonicalJsonText()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        switch (Schema)
        {
            case var _ when Value is null:
                text.Append("null");
                break;
            case RecordSchema or MapSchema:
                var named = Parts.Where(p => p.Value.InKey).OrderBy(p => p.Key, StringComparer.Ordinal);
                CanonicalJson.WriteObject(text, named, (t, part) => part.Write(t));
                break;
            case ListSchema or NumberRangeSchema:
                CanonicalJson.WriteArray(text, Parts, (t, part) => part.Value.Write(t));
                break;
            case ScalarSchema { IsNumeric: true }:
                text.Append(ScalarTypes.CanonicalText(Value));
                break;
            case ScalarSchema when Value is bool flag:
                text.Append(flag ? "true" : "false");
                break;
            default:
                CanonicalJson.WriteString(text, ScalarTypes.CanonicalText(Value));
                break;
        }
    }
}
