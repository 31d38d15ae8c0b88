namespace NtkRepro.Pipeline;

/// <summary>What may stand in names of axes, map entries and axis values: they become parts of paths and file names.</summary>
public static class AxisText
{
    /// <summary>What a name must be.</summary>
    public const string NameRule =
        "begins with one of a-z, A-Z and 0-9, goes on with these, '-' and '_', and has at most 80 characters";

    /// <summary>What an axis value must be.</summary>
    public const string ValueRule =
        "it may begin with one of a-z, A-Z and 0-9, or a minus before a digit, go on with these and -_.+, and have at most 80 characters";

    /// <summary>See <see cref="NameRule"/>.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 80
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>See <see cref="ValueRule"/>.</summary>
    public static bool IsValue(string text) =>
        text.Length is > 0 and <= 80
        && (char.IsAsciiLetterOrDigit(text[0]) || (text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1])))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+');

    /// <summary>Refuses keys that are no names, and such as would be one folder where the file system takes no notice of case.</summary>
    /// <param name="map">The keys.</param>
    /// <param name="what">What they are: <c>a stage's name</c>.</param>
    /// <param name="mistakes">Receives mistakes.</param>
    internal static void CheckNames(MapNode map, string what, MistakeList mistakes)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, location, _) in map.Entries)
        {
            if (!IsName(key))
            {
                mistakes.Add(location, $"'{key}': {what} {NameRule}");
            }
            else if (!known.TryAdd(key, key))
            {
                mistakes.Add(location, $"'{key}': {what} must differ from '{known[key]}' in more than case");
            }
        }
    }
}
