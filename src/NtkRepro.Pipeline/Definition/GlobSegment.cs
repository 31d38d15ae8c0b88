namespace NtkRepro.Pipeline;

/// <summary>What stands between two slashes of a pattern.</summary>
/// <param name="Text">With <c>*</c> and <c>?</c>.</param>
/// <param name="IsLoose">
/// Which of its characters stand for a value and match without regard to case, with any <c>-</c>, <c>_</c> and <c>.</c> between them or left out, so
/// that <c>wide-resnet</c> finds <c>WideResNet</c>; null for none.
/// </param>
internal sealed record GlobSegment(string Text, bool[]? IsLoose)
{
    /// <summary>Whether it spans any number of segments.</summary>
    public bool IsAny => Text == "**";

    public bool Matches(string text) =>
        IsLoose is null ? Glob.SegmentMatches(Text, text) : MatchesLoosely(text, IsLoose);

    /// <summary>Follows all ways to match at once: which beginnings of the text the pattern's beginning can stand for.</summary>
    private bool MatchesLoosely(string text, bool[] isLoose)
    {
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var i = 0; i <= Text.Length; i++)
        {
            if (MaySkip(i, isLoose))
            {
                for (var j = 0; j < text.Length; j++)
                {
                    reached[j + 1] |= reached[j] && IsSeparator(text[j]);
                }
            }

            if (i < Text.Length)
            {
                reached = Step(Text[i], isLoose[i], text, reached);
            }
        }

        return reached[^1];
    }

    /// <summary>The beginnings that are reached with one more character of the pattern.</summary>
    private static bool[] Step(char pattern, bool isLoose, string text, bool[] reached)
    {
        var next = new bool[reached.Length];
        for (var j = 0; j < reached.Length; j++)
        {
            if (!isLoose && pattern == '*')
            {
                next[j] = reached[j] || (j > 0 && next[j - 1]);
            }
            else if (isLoose && IsSeparator(pattern))
            {
                next[j] = reached[j];
            }
            else if (j > 0 && reached[j - 1])
            {
                next[j] = isLoose
                    ? char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text[j - 1])
                    : pattern == '?' || pattern == text[j - 1];
            }
        }

        return next;
    }

    /// <summary>Whether separators of the text may be skipped before a character of the pattern: within a value, and where the value has one.</summary>
    private bool MaySkip(int i, bool[] isLoose)
    {
        var (before, after) = (i > 0 && isLoose[i - 1], i < Text.Length && isLoose[i]);
        return (before && after) || (before && IsSeparator(Text[i - 1])) || (after && IsSeparator(Text[i]));
    }

    private static bool IsSeparator(char c) => c is '-' or '_' or '.';
}
