using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NtkRepro.Pipeline;

/// <summary>
/// Reads one YAML document into <see cref="SourceNode"/>s. Anchors, aliases, tags and further documents are refused: a definition
/// says what it means where it says it, and its size bounds the work.
/// </summary>
internal sealed class YamlReader
{
    private const int MaximumDepth = 32;
    private readonly Func<Mark, SourceLocation> _locate;
    private readonly MistakeList _mistakes;
    private readonly Parser _parser;
    private SourceLocation _last;

    private YamlReader(string text, Func<Mark, SourceLocation> locate, MistakeList mistakes)
    {
        _locate = locate;
        _mistakes = mistakes;
        _parser = new Parser(new StringReader(text));
        _last = locate(Mark.Empty);
    }

    /// <summary>The document's root, or null when it is broken (the mistakes say why).</summary>
    public static SourceNode? Read(SourceText source, MistakeList mistakes)
    {
        for (var i = 0; i < source.Lines.Count; i++)
        {
            var indent = source.Lines[i].AsSpan();
            indent = indent[..^indent.TrimStart().Length];
            if (indent.Contains('\t') && indent.Length < source.Lines[i].Length)
            {
                var at = new SourceLocation(source.Name, i + 1, indent.IndexOf('\t') + 1);
                mistakes.Add(at, "a tab in the indentation; YAML is indented with spaces");
            }
        }

        return mistakes.Count > 0
            ? null
            : new YamlReader(
                source.Text,
                m => new SourceLocation(source.Name, Math.Max(1, (int)m.Line), Math.Max(1, (int)m.Column)),
                mistakes
            ).ReadDocument();
    }

    /// <summary>Reads a value given on the command line; every mistake is placed at the argument.</summary>
    public static SourceNode? ReadArgument(string text, SourceLocation location, MistakeList mistakes) =>
        new YamlReader(text, _ => location, mistakes).ReadDocument();

    private SourceNode? ReadDocument()
    {
        try
        {
            Next<StreamStart>();
            if (_parser.Current is StreamEnd)
            {
                return new ScalarNode(_last, "", IsPlain: true);
            }

            Next<DocumentStart>();
            var root = ReadNode(0);
            Next<DocumentEnd>();
            if (_parser.Current is not StreamEnd)
            {
                throw new BrokenYamlException(_locate(_parser.Current!.Start), "a second document; one is expected");
            }

            return root;
        }
        catch (BrokenYamlException e)
        {
            _mistakes.Add(e.Location, e.Message);
        }
        catch (YamlException e)
        {
            var at = e.Start.Line > 0 ? _locate(e.Start) : _last;
            _mistakes.Add(at, $"broken YAML: {FirstLine(e.InnerException?.Message ?? e.Message)}");
        }
        // The parser has been seen to let other exceptions out on malformed text; to a user they are all broken YAML.
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            _mistakes.Add(_last, $"broken YAML: {FirstLine(e.Message)}");
        }

        return null;
    }

    private SourceNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var location = _locate(current.Start);
        if (depth > MaximumDepth)
        {
            throw new BrokenYamlException(location, $"nested deeper than {MaximumDepth} levels");
        }

        if (current is AnchorAlias alias)
        {
            _mistakes.Add(location, $"an alias (*{alias.Value}); write the value out");
            Next<AnchorAlias>();
            return new ScalarNode(location, "", IsPlain: true);
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _mistakes.Add(location, $"an anchor (&{anchored.Anchor.Value}); anchors are not supported");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _mistakes.Add(location, $"a tag ({tagged.Tag}); tags are not supported");
        }

        return current switch
        {
            Scalar => ReadScalar(location),
            SequenceStart => ReadList(location, depth),
            MappingStart => ReadMap(location, depth),
            _ => throw new BrokenYamlException(location, "broken YAML: a value is expected here"),
        };
    }

    private ScalarNode ReadScalar(SourceLocation location)
    {
        var scalar = Next<Scalar>();
        return new ScalarNode(location, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private ListNode ReadList(SourceLocation location, int depth)
    {
        Next<SequenceStart>();
        var items = new List<SourceNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        Next<SequenceEnd>();
        return new ListNode(location, items);
    }

    private MapNode ReadMap(SourceLocation location, int depth)
    {
        Next<MappingStart>();
        var entries = new List<MapEntry>();
        var keys = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not ScalarNode { Text: var text })
            {
                _mistakes.Add(key.Location, $"{key.Kind} as a key; a name is expected");
            }
            else if (keys.TryAdd(text, key.Location))
            {
                entries.Add(new MapEntry(text, key.Location, value));
            }
            else
            {
                _mistakes.Add(key.Location, $"duplicate key '{text}'; first given at {keys[text]}");
            }
        }

        Next<MappingEnd>();
        return new MapNode(location, entries);
    }

    /// <summary>Takes the current event and moves on; comments never reach here because the parser skips them.</summary>
    private T Next<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        if (_parser.Current is not T taken)
        {
            throw new BrokenYamlException(_last, "broken YAML: the text ends early");
        }

        _last = taken.Start.Line > 0 ? _locate(taken.Start) : _last;
        _parser.MoveNext();
        return taken;
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    private sealed class BrokenYamlException(SourceLocation location, string message) : Exception(message)
    {
        public SourceLocation Location => location;
    }
}
