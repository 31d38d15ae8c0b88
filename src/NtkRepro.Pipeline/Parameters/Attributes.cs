using System.Reflection;

namespace NtkRepro.Pipeline;

/// <summary>Says what a parameter means and in which unit.</summary>
/// <param name="text">One sentence.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class HelpAttribute(string text) : Attribute
{
    /// <summary>One sentence.</summary>
    public string Text { get; } = text;
}

/// <summary>Names the unit of a number or of a list of numbers, for documents and editors.</summary>
/// <param name="text">The unit, in the plural: <c>epochs</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property, AllowMultiple = true)]
public sealed class UnitAttribute(string text) : Attribute
{
    /// <summary>The unit, in the plural.</summary>
    public string Text { get; } = text;

    /// <summary>
    /// The parameter below this one that has the unit, <c>&lt;name&gt;.files.&lt;name&gt;.bytes</c>, where its own record does not say so;
    /// null for this one.
    /// </summary>
    public string? Of { get; init; }
}

/// <summary>Bounds a number, or every element of a list of numbers; both ends are allowed.</summary>
/// <param name="minimum">The least allowed value.</param>
/// <param name="maximum">The greatest allowed value.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class RangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The least allowed value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest allowed value.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>Lists the allowed texts of a string, or of every element of a list of strings.</summary>
/// <param name="values">The allowed texts.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>Takes the allowed texts from where they are registered, so that they are listed once.</summary>
    /// <param name="registry">A type with a public static property <c>Kinds</c> of texts.</param>
    /// <exception cref="ArgumentException">It has none.</exception>
    public OneOfAttribute(Type registry)
        : this(Kinds(registry)) { }

    /// <summary>The allowed texts.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    private static string[] Kinds(Type registry) =>
        registry.GetProperty("Kinds", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            is IEnumerable<string> kinds
            ? [.. kinds]
            : throw new ArgumentException($"{registry.Name} has no public static 'Kinds' of texts", nameof(registry));
}

/// <summary>
/// Makes a list a set: what it holds counts once, in ascending order, however it was written, so that equal sets have equal keys. (A
/// <see cref="NumberRange"/> is one without this.)
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SetAttribute : Attribute
{
    /// <summary>Whether the elements stay in the order in which they were written, because it means something.</summary>
    public bool KeepsOrder { get; init; }
}

/// <summary>Keeps a parameter out of every key: it says where to look or how to work, not what to compute.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class NotInKeyAttribute : Attribute;

/// <summary>
/// Lets a parameter be absent: a list or map is then empty, a record is made of its own defaults, and a nullable value is null.
/// (A parameter with a C# default value may be absent without this.)
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OptionalAttribute : Attribute;
