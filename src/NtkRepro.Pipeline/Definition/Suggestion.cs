namespace NtkRepro.Pipeline;

/// <summary>Says what a misspelt name may have meant.</summary>
public static class Suggestion
{
    private const int LongestList = 30;
    private const int MostNearest = 5;
    private const int MostMeant = 3;

    /// <summary><c>; did you mean 'x'?</c> when a valid name is near, otherwise the valid names, or of many the nearest.</summary>
    public static string For(string name, IReadOnlyCollection<string> valid)
    {
        if (valid.Count == 0)
        {
            return "; there are none";
        }

        // The last name of a path alone; those that lie deeper are of one entry among several.
        var ends = valid.Where(v => v.EndsWith($".{name}", StringComparison.Ordinal)).ToLookup(Depth);
        if (ends.MinBy(e => e.Key) is { } shallowest && shallowest.Count() <= MostMeant)
        {
            return $"; did you mean {string.Join(" or ", shallowest.Order(StringComparer.Ordinal).Select(v => $"'{v}'"))}?";
        }

        var nearest = valid.OrderBy(v => Distance(name, v)).ThenBy(v => v, StringComparer.Ordinal).First();
        if (Distance(name, nearest) <= Math.Max(1, Math.Min(name.Length, nearest.Length) / 3))
        {
            return $"; did you mean '{nearest}'?";
        }

        return valid.Count <= LongestList
            ? $"; valid: {string.Join(", ", valid)}"
            : $"; nearest: {string.Join(", ", Nearest(name, valid))}";
    }

    private static int Depth(string path) => path.Count(c => c == '.');

    // What was left out in typing is the least mistake: parent[cnn] may mean parent[mnist,cnn,s0].
    private static IEnumerable<string> Nearest(string name, IEnumerable<string> valid) =>
        valid
            .OrderBy(v => Distance(name, v) - Math.Max(0, v.Length - name.Length))
            .ThenBy(v => v.Length)
            .ThenBy(v => v, StringComparer.Ordinal)
            .Take(MostNearest);

    /// <summary>The number of insertions, deletions, substitutions and swaps of neighbours between two names.</summary>
    public static int Distance(string a, string b)
    {
        if (a.Length > 200 || b.Length > 200)
        {
            return Math.Max(a.Length, b.Length);
        }

        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
