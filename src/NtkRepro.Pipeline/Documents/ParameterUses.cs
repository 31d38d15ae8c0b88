namespace NtkRepro.Pipeline;

/// <summary>Which stages a parameter touches: those whose key holds it, those whose code it chooses, and those of which it makes the instances.</summary>
internal sealed class ParameterUses(IReadOnlyList<StageDefinition> stages)
{
    /// <summary>The stages in words, <c>`parent`, `child`; instances of all but `summary`</c>.</summary>
    public string Text(ParameterEntry entry)
    {
        var readers = Names(s => s.ParameterPaths.Any(p => Covers(p.Template, entry.Path)));
        var chosen = Names(s =>
                s.CodePatterns.Any(c => c.Places.Any(p => p.Axis is null && Covers(p.Path, entry.Path)))
            )
            .Except(readers, StringComparer.Ordinal)
            .ToList();
        var repeated = Names(s => s.Foreach.Any(f => f.Sources.Any(a => Covers(a.Path, entry.Path))));
        var parts = new List<string>();
        if (readers.Count > 0)
        {
            parts.Add(Listed(readers) + (entry.InKey ? "" : ", not in its key"));
        }

        if (chosen.Count > 0)
        {
            parts.Add($"code of {Listed(chosen)}");
        }

        if (repeated.Count > 0)
        {
            parts.Add($"instances of {Listed(repeated)}");
        }

        return parts.Count > 0 ? string.Join("; ", parts) : "none";
    }

    private List<string> Names(Func<StageDefinition, bool> predicate) =>
        [.. stages.Where(predicate).Select(s => s.Name)];

    // The shorter of those named and those left out.
    private string Listed(List<string> names)
    {
        var others = stages.Select(s => s.Name).Except(names, StringComparer.Ordinal).ToList();
        return others.Count == 0 && names.Count > 1 ? "all"
            : others.Count > 0 && others.Count < names.Count / 2 ? $"all but {Quoted(others)}"
            : Quoted(names);
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

    /// <summary>Whether a declared path, with any values for its axes, is the parameter or a section that holds it.</summary>
    private static bool Covers(Template declared, string path)
    {
        var (names, parts) = (declared.Text.Split('.'), path.Split('.'));
        return names.Length <= parts.Length
            && names
                .Zip(parts)
                .All(p =>
                    p.First == p.Second
                    || p.Second == ParameterEntry.AnyName
                    || p.First.Contains('{', StringComparison.Ordinal)
                );
    }
}
