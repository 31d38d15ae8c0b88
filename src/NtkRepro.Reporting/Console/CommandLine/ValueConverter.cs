using System.Globalization;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>Turns texts into a parameter's type.</summary>
/// <param name="makePath">Makes the build's type of paths of a full path; null where it has none.</param>
internal sealed class ValueConverter(Func<string, object>? makePath)
{
    /// <exception cref="FormatException">The texts do not fit; the message continues a sentence that begins with their source.</exception>
    public object Convert(GivenValues given, ParameterDeclaration parameter)
    {
        var type = parameter.Type;
        if (type.IsArray)
        {
            var elementType = type.GetElementType()!;
            var array = Array.CreateInstance(elementType, given.Values.Count);
            for (var i = 0; i < given.Values.Count; i++)
                array.SetValue(ConvertOne(given.Values[i], elementType, given.Root, parameter.Least), i);
            return array;
        }

        var scalar = ScalarOf(type);
        return given.Values switch
        {
            [] when scalar == typeof(bool) => true,
            [] => throw new FormatException("needs a value."),
            [""] => throw new FormatException("needs a value."),
            [var text] => Checked(text, ConvertOne(text, scalar, given.Root, parameter.Least), parameter),
            _ => throw new FormatException($"takes one value, not '{string.Join("', '", given.Values)}'."),
        };
    }

    /// <summary>The texts that a value may have, or null if these are not listed.</summary>
    public static IReadOnlyList<string>? Choices(Type type) =>
        ScalarOf(type) is { IsEnum: true } scalar ? Enum.GetNames(scalar) : null;

    private static object Checked(string text, object value, ParameterDeclaration parameter) =>
        parameter.Problem(value.ToString()!) is { } problem
            ? throw new FormatException($"cannot be '{text}': {problem}.")
            : value;

    private object ConvertOne(string text, Type type, string root, int? least)
    {
        if (type == typeof(string))
            return text;
        if (type.IsEnum)
            return ConvertEnum(text, type);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? flag : throw Misfit(text, "true or false");
        if (type == typeof(int))
            return Number(text, least);
        return makePath?.Invoke(Path.GetFullPath(text, root))
            ?? throw new NotSupportedException($"parameters cannot be of type {type}");
    }

    private static int Number(string text, int? least)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw Misfit(text, "a whole number");
        return number >= (least ?? int.MinValue) ? number : throw Misfit(text, $"at least {least}");
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

    private static Type ScalarOf(Type type)
    {
        var scalar = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(scalar) ?? scalar;
    }

    private static FormatException Misfit(string text, string expected) => new($"must be {expected}, not '{text}'.");
}
