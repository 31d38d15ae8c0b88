namespace NtkRepro.Pipeline;

/// <summary>
/// A relative path pattern with forward slashes: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> as a segment spans any number of them.
/// </summary>
internal sealed class Glob
{
    private const string Refused = "\\:\"<>|{}[]";
    private readonly string[] _segments;

    private Glob(string text)
    {
        Text = text;
        _segments = text.Split('/');
        IsLiteral = !text.AsSpan().ContainsAny('*', '?');
    }

    public string Text { get; }

    public bool IsLiteral { get; }

    public static Glob Parse(string text) => new(text);

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

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        // The last '**' is the only one that ever needs to be retried, so matching is at worst quadratic.
        var (p, s, star, mark) = (0, 0, -1, 0);
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                (star, mark) = (p++, s);
            }
            else if (p < pattern.Length && SegmentMatches(pattern[p], path[s]))
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

        while (p < pattern.Length && pattern[p] == "**")
        {
            p++;
        }

        return p == pattern.Length;
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
