using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// A pattern of code files. Its places, <c>{axis}</c> and <c>{path.of.a.{parameter}}</c>, are filled in for each instance, so that each has the code
/// of what it uses and no other.
/// </summary>
internal sealed class CodePattern
{
    private readonly List<(string Text, CodePlace? Place)> _parts;
    private readonly Glob? _constant;

    private CodePattern(string text, SourceLocation location, List<(string Text, CodePlace? Place)> parts)
    {
        (Text, Location, _parts) = (text, location, parts);
        _constant = parts.TrueForAll(p => p.Place is null) ? Glob.Parse(text) : null;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public SourceLocation Location { get; }

    public IEnumerable<CodePlace> Places => _parts.Select(p => p.Place).OfType<CodePlace>();

    /// <summary>The distinct axes named, in places or in the paths of these.</summary>
    public IReadOnlyList<string> Axes => [.. Places.SelectMany(p => p.Axes).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it has no places.</summary>
    public bool IsConstant => _constant is not null;

    /// <summary>Parses a pattern; null when <paramref name="problem"/> says what is wrong with it.</summary>
    public static CodePattern? Parse(string text, SourceLocation location, out string? problem)
    {
        var parts = PartsOf(text);
        problem = parts is null
            ? $"unbalanced or empty braces in '{text}'; an axis is written {{axis}}, a parameter {{its.path}}"
            : Glob.Problem(string.Concat(parts.Select(p => p.Place is null ? p.Text : "x")));
        return problem is null ? new CodePattern(text, location, parts!) : null;
    }

    /// <summary>The pattern with its places filled in.</summary>
    /// <param name="textOf">The text for a place; it must fit into a segment of a path.</param>
    public Glob Fill(Func<CodePlace, string> textOf)
    {
        if (_constant is not null)
        {
            return _constant;
        }

        var text = new StringBuilder();
        var isLoose = new List<bool>();
        foreach (var (literal, place) in _parts)
        {
            text.Append(place is null ? literal : textOf(place));
            isLoose.AddRange(Enumerable.Repeat(place is not null, text.Length - isLoose.Count));
        }

        return Glob.Parse(text.ToString(), isLoose);
    }

    private static List<(string Text, CodePlace? Place)>? PartsOf(string text)
    {
        var parts = new List<(string, CodePlace?)>();
        var (from, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && depth++ == 0)
            {
                parts.Add((text[from..i], null));
                from = i + 1;
            }
            else if (text[i] == '}' && --depth == 0)
            {
                if (CodePlace.Parse(text[from..i]) is not { } place)
                {
                    return null;
                }

                parts.Add(("", place));
                from = i + 1;
            }
            else if (depth < 0)
            {
                return null;
            }
        }

        parts.Add((text[from..], null));
        return depth == 0 ? parts : null;
    }
}

/// <summary>A place in a pattern: an axis, or the path of a parameter, which may name axes itself.</summary>
internal sealed class CodePlace
{
    private CodePlace(string? axis, Template path) => (Axis, Path) = (axis, path);

    /// <summary>The axis, or null.</summary>
    public string? Axis { get; }

    /// <summary>The path; an axis's name where it is that.</summary>
    public Template Path { get; }

    public IReadOnlyList<string> Axes => Axis is null ? Path.Axes : [Axis];

    /// <summary>Parses what stands between the outer braces; null when its own are unbalanced or empty.</summary>
    public static CodePlace? Parse(string text)
    {
        var path = Template.Parse(text, out var problem);
        return problem is not null || text.Length == 0
            ? null
            : new CodePlace(path.IsConstant && !text.Contains('.', StringComparison.Ordinal) ? text : null, path);
    }
}
