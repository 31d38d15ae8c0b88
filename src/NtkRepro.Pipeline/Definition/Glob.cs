using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// A relative path pattern with forward slashes: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> as a segment spans any number of them.
/// </summary>
internal sealed class Glob
{
    private const string Refused = "\\:\"<>|{}[]";
    private readonly GlobSegment[] _segments;

    private Glob(string text, IReadOnlyList<bool>? isLoose)
    {
        Text = text;
        IsLoose = isLoose?.Contains(true) == true;
        _segments = [.. Segments(text, isLoose)];
        IsLiteral = !IsLoose && !text.AsSpan().ContainsAny('*', '?');
    }

    public string Text { get; }

    /// <summary>Whether it matches no path but its own text.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether some of its text stands for a value and matches other spellings of that.</summary>
    public bool IsLoose { get; }

    /// <summary>A pattern without <c>?</c> and loose text that matches at least the same paths, to list files by.</summary>
    public string Wider => string.Join('/', _segments.Select(Widened));

    public static Glob Parse(string text) => new(text, isLoose: null);

    /// <summary>A pattern of which some characters match as those of a <see cref="GlobSegment"/> do.</summary>
    public static Glob Parse(string text, IReadOnlyList<bool> isLoose) => new(text, isLoose);

    /// <summary>Why a text is no pattern, or null when it is one.</summary>
    public static string? Problem(string text)
    {
        if (text.Length == 0)
        {
            return "an empty path";
        }

        if (text.Length > 400)
        {
            return "a path longer than 400 characters";
        }

        var bad = text.FirstOrDefault(c => Refused.Contains(c) || char.IsControl(c));
        if (bad != default)
        {
            return $"'{bad}' in a path; allowed are names, '/', '*' and '?'";
        }

        if (text.StartsWith('/'))
        {
            return "an absolute path; a relative one is expected";
        }

        var segments = text.Split('/');
        if (segments.Any(s => s is "" or "." or ".." || s.EndsWith(' ') || s.StartsWith(' ')))
        {
            return "an empty, '.' or '..' segment in a path";
        }

        return segments.Any(s => s.Contains("**") && s != "**") ? "'**' must be a whole segment" : null;
    }

    public bool Matches(string path) => Matches(_segments, path.Split('/'));

    private static bool Matches(ReadOnlySpan<GlobSegment> pattern, ReadOnlySpan<string> path)
    {
        // The last '**' is the only one that ever needs to be retried, so matching is at worst quadratic.
        var (p, s, star, mark) = (0, 0, -1, 0);
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p].IsAny)
            {
                (star, mark) = (p++, s);
            }
            else if (p < pattern.Length && pattern[p].Matches(path[s]))
            {
                (p, s) = (p + 1, s + 1);
            }
            else if (star >= 0)
            {
                (p, s) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p].IsAny)
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static IEnumerable<GlobSegment> Segments(string text, IReadOnlyList<bool>? isLoose)
    {
        var from = 0;
        foreach (var segment in text.Split('/'))
        {
            bool[]? loose = isLoose is null ? null : [.. isLoose.Skip(from).Take(segment.Length)];
            yield return new GlobSegment(segment, loose?.Contains(true) == true ? loose : null);
            from += segment.Length + 1;
        }
    }

    private static string Widened(GlobSegment segment)
    {
        if (segment.IsAny)
        {
            return segment.Text;
        }

        var text = new StringBuilder();
        for (var i = 0; i < segment.Text.Length; i++)
        {
            var c = segment.IsLoose?[i] == true || segment.Text[i] == '?' ? '*' : segment.Text[i];
            // Two of them would be another wildcard.
            if (c != '*' || text.Length == 0 || text[^1] != '*')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>Matches <c>*</c> and <c>?</c> in any text without treating slashes apart.</summary>
    public static bool SegmentMatches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, s, star, mark) = (0, 0, -1, 0);
        while (s < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, s);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[s]))
            {
                (p, s) = (p + 1, s + 1);
            }
            else if (star >= 0)
            {
                (p, s) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
