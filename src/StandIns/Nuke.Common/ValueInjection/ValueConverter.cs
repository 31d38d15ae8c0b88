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

        var scalar = Nullable.GetUnderlyingType(type) ?? type;
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
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text;
        if (type == typeof(AbsolutePath))
            return AbsolutePath.Resolve(text, root);
        if (type.IsEnum)
            return ConvertEnum(text, type);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw Misfit(text, "true or false");
        if (type == typeof(int))
            return int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Misfit(text, "a whole number");
        if (type == typeof(long))
            return long.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Misfit(text, "a whole number");
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Misfit(text, "a number");

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            throw Misfit(text, $"of type {type.Name}");
        }
    }

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
