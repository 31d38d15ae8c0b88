namespace NtkRepro.Pipeline;

/// <summary>Several values that a parameter is to have, one after the other: a dimension of a sweep.</summary>
/// <param name="Path">The parameter.</param>
/// <param name="Values">The values, each YAML in one line; at least two.</param>
public sealed record Variation(string Path, IReadOnlyList<string> Values)
{
    private const int MostCombinations = 256;

    /// <summary>As it is typed: <c>training.learning_rate={0.02, 0.05}</c>.</summary>
    public override string ToString() => $"{Path}={{{string.Join(", ", Values)}}}";

    /// <summary>Whether a setting gives several values: <c>path={a, b}</c>. A map in braces has colons.</summary>
    /// <param name="set">The setting.</param>
    public static bool IsOne(string set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var value = set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        return value.StartsWith('{') && value.EndsWith('}') && !value.Contains(':', StringComparison.Ordinal);
    }

    /// <summary>Divides settings into those of one value and those of several.</summary>
    /// <param name="sets">The settings, in order.</param>
    /// <exception cref="DefinitionException">One has too few values or one twice, or a parameter is given twice; all are told.</exception>
    public static (IReadOnlyList<string> Sets, IReadOnlyList<Variation> Variations) Divide(IReadOnlyList<string> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var mistakes = new List<string>();
        var variations = sets.Where(IsOne).Select(set => Parse(set, mistakes)).ToList();
        string[] plain = [.. sets.Where(set => !IsOne(set))];
        foreach (
            var twice in plain
                .Select(s => s.Split('=')[0].Trim())
                .Concat(variations.Select(v => v.Path))
                .GroupBy(p => p, StringComparer.Ordinal)
                .Where(g => g.Count() > 1 && (variations.Count > 0 || sets.Count == 0))
        )
        {
            mistakes.Add($"--set {twice.Key} is given {twice.Count()} times, and a sweep takes each parameter once");
        }

        var combinations = variations.Aggregate(1.0, (n, v) => n * v.Values.Count);
        if (combinations > MostCombinations)
        {
            mistakes.Add($"the sweep has {combinations:0} combinations; at most {MostCombinations} are allowed");
        }

        return mistakes.Count == 0 ? (plain, variations) : throw new DefinitionException(string.Join('\n', mistakes));
    }

    /// <summary>All combinations of values, the last parameter fastest; one without settings where nothing varies.</summary>
    internal static IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Combine(
        IReadOnlyList<Variation> variations
    )
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> all =
        [
            [],
        ];
        foreach (var variation in variations)
        {
            all = all.SelectMany(before =>
                variation.Values.Select(value =>
                    (IReadOnlyList<KeyValuePair<string, string>>)[.. before, new(variation.Path, value)]
                )
            );
        }

        return [.. all];
    }

    private static Variation Parse(string set, List<string> mistakes)
    {
        var equals = set.IndexOf('=', StringComparison.Ordinal);
        var path = set[..equals].Trim();
        var values = Split(set[(equals + 1)..].Trim()[1..^1]);
        if (values.Count == 0)
        {
            mistakes.Add($"--set {set}: no value; a sweep takes several, {path}={{1, 2}}");
        }
        else if (values.Contains(""))
        {
            mistakes.Add($"--set {set}: a value is empty; values stand between commas, {path}={{1, 2}}");
        }
        else if (values.Count == 1)
        {
            mistakes.Add($"--set {set}: one value alone; a sweep takes several, and one is set so: {path}={values[0]}");
        }

        foreach (var twice in values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Key != "" && g.Count() > 1))
        {
            mistakes.Add($"--set {set}: '{twice.Key}' stands {twice.Count()} times");
        }

        return new Variation(path, values);
    }

    /// <summary>At commas, but for those within brackets, braces or quotes.</summary>
    private static List<string> Split(string text)
    {
        var values = new List<string>();
        var (start, depth, quote) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '[' or '{')
            {
                depth++;
            }
            else if (c is ']' or '}')
            {
                depth--;
            }
            else if (c == ',' && depth == 0)
            {
                values.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        var last = text[start..].Trim();
        return values.Count == 0 && last.Length == 0 ? [] : [.. values, last];
    }
}
