namespace Nuke.Common.Tooling;

internal static class Quoting
{
    public static string DoubleQuote(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string DoubleQuoteIfNeeded(string text) =>
        string.IsNullOrWhiteSpace(text) ? ""
        : IsQuoted(text) || !text.Contains(' ', StringComparison.Ordinal) ? text
        : DoubleQuote(text);

    public static bool IsQuoted(string text) => text.Length > 1 && text[0] is '"' or '\'' && text[0] == text[^1];
}
