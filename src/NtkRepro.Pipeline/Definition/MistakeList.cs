namespace NtkRepro.Pipeline;

/// <summary>Collects mistakes, so that a reader sees all of them at once; a mistake found twice is kept once.</summary>
internal sealed class MistakeList(SourceText source)
{
    private readonly List<Mistake> _mistakes = [];
    private readonly HashSet<(SourceLocation, string)> _seen = [];

    /// <summary>The name of the definition's file.</summary>
    public string Source => source.Name;

    /// <summary>How many mistakes were found so far, repeated ones included: it grows whenever something is wrong.</summary>
    public int Count { get; private set; }

    public void Add(SourceLocation location, string message)
    {
        Count++;
        if (_seen.Add((location, message)))
        {
            // Text from the file must not reach the terminal as control sequences.
            var printable = string.Concat(message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
            _mistakes.Add(new Mistake(location, printable, source.Snippet(location)));
        }
    }

    /// <summary>Adds a mistake about a name, with the nearest valid name or the list of them.</summary>
    public void AddUnknown(SourceLocation location, string message, string name, IReadOnlyCollection<string> valid) =>
        Add(location, message + Suggestion.For(name, valid));

    public void ThrowIfAny()
    {
        if (_mistakes.Count > 0)
        {
            throw new DefinitionException([.. _mistakes.OrderBy(m => m.Location.Line).ThenBy(m => m.Location.Column)]);
        }
    }
}
