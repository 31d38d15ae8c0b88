using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>What runs may be called, and what one is called that nobody has named.</summary>
public static class RunNames
{
    /// <summary>What a name must be.</summary>
    public const string Rule =
        "begins with a letter or a digit of ASCII, goes on with these, '.', '_' and '-', and has at most 100 characters";

    private const int Longest = 100;
    private const int LongestMade = 80;
    private const int HashLength = 8;

    /// <summary>See <see cref="Rule"/>.</summary>
    /// <param name="name">A name, or what was given for one.</param>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsKept);
    }

    /// <summary>What is wrong with a name, or null.</summary>
    /// <param name="name">What was given for one.</param>
    public static string? Problem(string name) => IsName(name) ? null : $"a run's name {Rule}";

    /// <summary>
    /// The name of a run by what it is: <c>smoke-training.learning_rate-0.1</c>. What no name may hold is a hyphen there, and a long one is
    /// cut and told apart by its hash.
    /// </summary>
    /// <param name="preset">The preset; null for none.</param>
    /// <param name="sets">What was changed, in order.</param>
    public static string Of(string? preset, IReadOnlyList<string> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var whole = string.Join(',', sets.Prepend(preset ?? PipelineDefinition.DefaultPreset));
        var name = new StringBuilder(whole.Length);
        var isGap = false;
        foreach (var c in whole)
        {
            if (IsKept(c))
            {
                // Between two that are kept: a bracket at the end is no hyphen.
                name.Append(isGap && name.Length > 0 ? "-" : "").Append(c);
            }

            isGap = !IsKept(c);
        }

        var made = name.ToString();
        return IsName(made) && made.Length <= LongestMade
            ? made
            : $"{(made.Length > 0 && char.IsAsciiLetterOrDigit(made[0]) ? made[..Math.Min(made.Length, LongestMade - HashLength - 1)] : "run")}-{KeyRecord.Hash(whole)[..HashLength]}";
    }

    /// <summary>The name of a sweep by what it is.</summary>
    /// <param name="plan">A plan of several combinations.</param>
    public static string OfSweep(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan.Preset, [.. plan.Request.Sets, .. plan.Request.Variations.Select(v => v.ToString())]);
    }

    private static bool IsKept(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
