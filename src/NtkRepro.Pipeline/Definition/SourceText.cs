using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>A definition file's text and its lines, for snippets.</summary>
internal sealed class SourceText
{
    private const int MaximumBytes = 1 << 20;
    private const int Width = 100;
    private readonly string[] _lines;

    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        _lines = text.ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>The file's name as it stands in messages.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Reads a file as strict UTF-8 of at most 1 MB.</summary>
    /// <exception cref="DefinitionException">The file is missing, too large or not UTF-8.</exception>
    public static SourceText Read(string path)
    {
        var name = Path.GetFileName(path);
        var start = new SourceLocation(name, 1, 1);
        byte[] bytes;
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes)
            {
                throw Refuse(start, $"the file has {length} bytes; at most {MaximumBytes} are read");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refuse(start, $"cannot read {path}: {e.Message}");
        }

        return Decode(name, bytes);
    }

    public static SourceText Decode(string name, byte[] bytes)
    {
        var body = bytes.AsSpan();
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            body = body[3..];
        }

        try
        {
            return new SourceText(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
        }
        catch (DecoderFallbackException e)
        {
            var good = Encoding.UTF8.GetString(body[..Math.Clamp(e.Index, 0, body.Length)]);
            var line = good.Count(c => c == '\n') + 1;
            var column = good.Length - (good.LastIndexOf('\n') + 1) + 1;
            throw Refuse(new SourceLocation(name, line, column), "not valid UTF-8");
        }
    }

    /// <summary>The line of a location, indented by two, with a caret below; long lines are cut around the caret.</summary>
    public string? Snippet(SourceLocation location)
    {
        if (location.Line < 1 || location.Line > _lines.Length || location.Source != Name)
        {
            return null;
        }

        var line = _lines[location.Line - 1];
        var column = Math.Clamp(location.Column - 1, 0, line.Length);
        var from = column < Width - 20 ? 0 : column - (Width / 2);
        var cut = line.Substring(from, Math.Min(Width, line.Length - from));
        var shown = string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
        return $"  {shown}\n  {new string(' ', column - from)}^";
    }

    private static DefinitionException Refuse(SourceLocation location, string message) =>
        new([new Mistake(location, message)]);
}
