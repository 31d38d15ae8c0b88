using System.Reflection;

namespace NtkRepro.Pipeline;

/// <summary>The shape that a parameter's YAML must have, derived from a record type.</summary>
/// <param name="ClrType">The type that values are bound to.</param>
/// <param name="TypeText">The type in words, for messages and help.</param>
internal abstract record ParameterSchema(Type ClrType, string TypeText);

/// <summary>A bool, number, text or enum. <paramref name="Parse"/> turns YAML text into a value and its canonical text.</summary>
internal sealed record ScalarSchema(Type ClrType, string TypeText, ScalarParser Parse, bool IsNumeric, bool IsNullable)
    : ParameterSchema(ClrType, TypeText)
{
    /// <summary>The bounds of a number, or null.</summary>
    public RangeAttribute? Range { get; init; }

    /// <summary>The allowed texts, or null where any is.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}

/// <summary>A list of one kind of element; a set where it is marked so.</summary>
internal sealed record ListSchema(Type ClrType, ParameterSchema Element, SetAttribute? Set = null)
    : ParameterSchema(
        ClrType,
        Set switch
        {
            null => $"list of {Element.TypeText}",
            { KeepsOrder: true } => $"list of {Element.TypeText}, each once",
            _ => $"set of {Element.TypeText}",
        }
    );

/// <summary>A <see cref="NumberRange"/>.</summary>
internal sealed record NumberRangeSchema(ScalarSchema Element)
    : ParameterSchema(typeof(NumberRange), "set of numbers or { from, to, step }");

/// <summary>A map from free names to one kind of value.</summary>
internal sealed record MapSchema(Type ClrType, ParameterSchema Element)
    : ParameterSchema(ClrType, $"map of {Element.TypeText}");

/// <summary>A record: a map with fixed names.</summary>
internal sealed record RecordSchema(Type ClrType, ConstructorInfo Constructor, IReadOnlyList<PropertySchema> Properties)
    : ParameterSchema(ClrType, "map")
{
    public IReadOnlyList<string> Names => [.. Properties.Select(p => p.Name)];

    public PropertySchema? Find(string name) => Properties.FirstOrDefault(p => p.Name == name);
}

/// <summary>One named parameter of a record.</summary>
internal sealed record PropertySchema(
    string Name,
    ParameterSchema Schema,
    string? Help,
    bool InKey,
    bool HasDefault,
    object? Default,
    bool IsOptional
)
{
    public bool IsRequired => !HasDefault && !IsOptional;

    /// <summary>The units that it declares, of itself or of what is below it.</summary>
    public IReadOnlyList<UnitAttribute> Units { get; init; } = [];
}
