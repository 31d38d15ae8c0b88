namespace NtkRepro.Pipeline;

/// <summary>The definition, a preset, an overlay or a selection holds mistakes; all of them are listed. A usage error (exit 2).</summary>
public sealed class DefinitionException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public DefinitionException()
        : this("the definition holds a mistake") { }

    /// <summary>Creates an exception with a message and no list of mistakes.</summary>
    /// <param name="message">The message.</param>
    public DefinitionException(string message)
        : base(message) => Mistakes = [];

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public DefinitionException(string message, Exception innerException)
        : base(message, innerException) => Mistakes = [];

    /// <summary>Creates an exception from all mistakes found.</summary>
    /// <param name="mistakes">At least one mistake.</param>
    public DefinitionException(IReadOnlyList<Mistake> mistakes)
        : base(Text(mistakes)) => Mistakes = mistakes;

    /// <summary>Every mistake found, in the order of their places in the file.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; }

    private static string Text(IReadOnlyList<Mistake> mistakes)
    {
        const int Most = 100;
        var text = string.Join('\n', mistakes.Take(Most));
        return mistakes.Count > Most ? $"{text}\n… and {mistakes.Count - Most} more mistakes" : text;
    }
}
