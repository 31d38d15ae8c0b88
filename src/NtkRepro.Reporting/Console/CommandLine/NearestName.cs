namespace NtkRepro.Reporting.CommandLine;

/// <summary>Messages about unknown names, with the name that was probably meant.</summary>
internal static class NearestName
{
    public static string Unknown(string kind, string name, IEnumerable<string> valid)
    {
        var names = valid.ToList();
        var hint = Hint(name, names);
        return hint.Length > 0
            ? $"Unknown {kind} '{name}'.{hint}"
            : $"Unknown {kind} '{name}'. Valid are: {string.Join(", ", names)}.";
    }

    /// <summary>Returns " Did you mean 'X'?", or nothing if no name is near.</summary>
    public static string Hint(string name, IEnumerable<string> valid)
    {
        var typed = name.TrimStart('-').ToLowerInvariant();
        var nearest = valid
            .Select(x => (Name: x, Distance: Distance(typed, x.TrimStart('-').ToLowerInvariant())))
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Name.Length)
            .FirstOrDefault();
        return typed.Length > 0 && nearest.Name != null && nearest.Distance <= Math.Max(1, typed.Length / 3)
            ? $" Did you mean '{nearest.Name}'?"
            : "";
    }

    // The least number of letters to insert, delete, replace or swap with a neighbour; the beginning of a name counts as one mistake.
    private static int Distance(string typed, string name)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal))
            return 1;
        var distance = new int[typed.Length + 1, name.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        for (var j = 0; j <= name.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                distance[i, j] = i + j;
                continue;
            }

            var replaced = distance[i - 1, j - 1] + (typed[i - 1] == name[j - 1] ? 0 : 1);
            distance[i, j] = Math.Min(replaced, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
            if (i > 1 && j > 1 && typed[i - 1] == name[j - 2] && typed[i - 2] == name[j - 1])
                distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
        }

        return distance[typed.Length, name.Length];
    }
}
