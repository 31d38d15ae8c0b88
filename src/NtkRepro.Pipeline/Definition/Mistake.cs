namespace NtkRepro.Pipeline;

/// <summary>One mistake in a definition or on the command line.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Message">What is wrong and, where possible, what would be right.</param>
/// <param name="Snippet">The offending line with a caret under the offending column; null for arguments.</param>
public sealed record Mistake(SourceLocation Location, string Message, string? Snippet = null)
{
    /// <summary>Location and message on the first line, the snippet below.</summary>
    public override string ToString() =>
        Snippet is null ? $"{Location}: {Message}" : $"{Location}: {Message}\n{Snippet}";
}
