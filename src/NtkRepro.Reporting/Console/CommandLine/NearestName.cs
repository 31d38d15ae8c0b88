using NtkRepro.Pipeline;

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

    // The beginning of a name counts as one mistake.
    private static int Distance(string typed, string name) =>
        name.StartsWith(typed, StringComparison.Ordinal) ? 1 : Suggestion.Distance(typed, name);
}
