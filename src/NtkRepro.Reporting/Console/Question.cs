namespace NtkRepro.Reporting;

/// <summary>A question that a person on a terminal answers by yes or no.</summary>
internal static class Question
{
    /// <summary>Whether somebody can answer.</summary>
    public static bool CanBeAsked => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Asks it.</summary>
    /// <param name="text">The question.</param>
    /// <param name="read">Reads the answer; null where none came.</param>
    /// <returns>Whether the answer was yes.</returns>
    public static bool Ask(string text, Func<string?> read)
    {
        Console.Error.Write($"{text} [y/N] ");
        var answer = read();
        if (answer is null)
            Console.Error.WriteLine();
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
