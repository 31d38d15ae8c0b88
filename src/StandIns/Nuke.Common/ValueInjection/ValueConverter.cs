using System.ComponentModel;
using System.Globalization;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.ValueInjection;

/// <summary>Turns texts into a parameter's type.</summary>
internal static class ValueConverter
{
    /// <exception cref="FormatException">The texts do not fit; the message continues a sentence that begins with their source.</exception>
    public static object? Convert(GivenValues given, Type type, char? separator)
    {
        var texts = separator is { } x
            ? [.. given.Values.SelectMany(y => y.Split(x)).Where(y => y.Length > 0)]
            : given.Values;
        if (type.IsArray)
        {
            var elementType = type.GetElementType()!;
            var array = Array.CreateInstance(elementType, texts.Count);
            for (var i = 0; i < texts.Count; i++)
                array.SetValue(ConvertOne(texts[i], elementType, given.Root), i);
            return array;
        }

        var scalar = ScalarOf(type);
        return texts switch
        {
            [] when scalar == typeof(bool) => true,
            [] => throw new FormatException("needs a value."),
            [var text] => ConvertOne(text, type, given.Root),
            _ => throw new FormatException($"takes one value, not '{string.Join("', '", texts)}'."),
        };
    }

    private static object? ConvertOne(string text, Type type, string root)
    {
        type = ScalarOf(type);
        if (type == typeof(string))
            return text;
        if (type == typeof(AbsolutePath))
            return AbsolutePath.Create(Path.Combine(root, text));
        if (type.IsEnum)
            return ConvertEnum(text, type);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw Misfit(text, "true or false");
        if (type == typeof(int))
            return int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Misfit(text, "a whole number");
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            throw Misfit(text, $"a value of type {type.Name}");
        }
    }

    /// <summary>The type of one value: of an array's element, and of what may be null.</summary>
    public static Type ScalarOf(Type type)
    {
        var scalar = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(scalar) ?? scalar;
    }

    /// <summary>The texts that a value may have, or null if these are not listed.</summary>
    public static IReadOnlyList<string>? Choices(Type type) =>
        ScalarOf(type) is { IsEnum: true } x ? Enum.GetNames(x) : null;

    private static object ConvertEnum(string text, Type type)
    {
        var names = Enum.GetNames(type);
        var name = Array.Find(names, x => string.Equals(x, text, StringComparison.OrdinalIgnoreCase));
        return name != null
            ? Enum.Parse(type, name)
            : throw new FormatException(
                $"must be one of {string.Join(", ", names)}, not '{text}'.{NearestName.Hint(text, names)}"
            );
    }

    private static FormatException Misfit(string text, string expected) => new($"must be {expected}, not '{text}'.");
}
