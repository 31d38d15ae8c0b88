namespace NtkRepro.Pipeline;

/// <summary>Collects mistakes, so that a reader sees all of them at once; a mistake found twice is kept once.</summary>
internal sealed class MistakeList(SourceText source)
{
    private readonly List<Mistake> _mistakes = [];
    private readonly HashSet<(SourceLocation, string)> _seen = [];
    private readonly Dictionary<
        (SourceLocation, string Entry),
        (int At, string Message, List<string> Others)
    > _missing = [];

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

    /// <summary>Adds that a map lacks an entry that a value asks for. Of all maps that lack it, one mistake tells.</summary>
    /// <param name="asking">Where the value stands.</param>
    /// <param name="map">The path of the map; empty for the parameters as a whole.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="valid">The entries that the map has.</param>
    /// <param name="because">What asks for it, after a comma; empty where that is plain.</param>
    public void AddMissing(
        SourceLocation asking,
        string map,
        string entry,
        IReadOnlyCollection<string> valid,
        string because = ""
    )
    {
        var name = map.Length == 0 ? "parameters" : map;
        if (!_missing.TryGetValue((asking, entry), out var told))
        {
            var at = _mistakes.Count;
            AddUnknown(asking, $"{name} has no entry '{entry}'{because}", entry, valid);
            if (_mistakes.Count > at)
            {
                _missing[(asking, entry)] = (at, _mistakes[at].Message, []);
            }

            return;
        }

        Count++;
        // Where another name was meant, that one will be there.
        var isMisspelt = told.Message.EndsWith('?');
        if (
            !isMisspelt
            && !told.Others.Contains(name)
            && !told.Message.StartsWith($"{name} has ", StringComparison.Ordinal)
        )
        {
            told.Others.Add(name);
            var others = $" (it is missing too in {string.Join(", ", told.Others)})";
            _mistakes[told.At] = _mistakes[told.At] with { Message = told.Message + others };
        }
    }

    public void ThrowIfAny()
    {
        if (_mistakes.Count > 0)
        {
            throw new DefinitionException([.. _mistakes.OrderBy(m => m.Location.Line).ThenBy(m => m.Location.Column)]);
        }
    }
}
