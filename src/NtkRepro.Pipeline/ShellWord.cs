namespace NtkRepro.Pipeline;

/// <summary>Writes the words of a command as a POSIX shell takes them.</summary>
public static class ShellWord
{
    // What no shell gives a meaning, wherever it stands in a word.
    private const string Plain = "-_./,:@%+=";

    /// <summary>The word as it is where a shell would leave it alone, otherwise in single quotes.</summary>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
