namespace NtkRepro.Pipeline;

/// <summary>Where a piece of the definition was written: a file with line and column, or a command-line argument.</summary>
/// <param name="Source">The file's name as given, or the argument (<c>--set kernel.probes=64</c>).</param>
/// <param name="Line">1-based line; 0 when the source is an argument.</param>
/// <param name="Column">1-based column; 0 when the source is an argument.</param>
public sealed record SourceLocation(string Source, int Line = 0, int Column = 0)
{
    /// <summary><c>pipeline.yaml:12:7</c>, or the argument alone.</summary>
    public override string ToString() => Line > 0 ? $"{Source}:{Line}:{Column}" : Source;
}
