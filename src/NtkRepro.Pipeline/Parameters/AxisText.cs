namespace NtkRepro.Pipeline;

/// <summary>What may stand in names of axes, map entries and axis values: they become parts of paths and file names.</summary>
internal static class AxisText
{
    /// <summary>Letters, digits, '-' and '_', beginning with a letter or digit.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 80
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>As a name, with '.' and '+' too.</summary>
    public static bool IsValue(string text) =>
        text.Length is > 0 and <= 80
        && (char.IsAsciiLetterOrDigit(text[0]) || (text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1])))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+');
}
