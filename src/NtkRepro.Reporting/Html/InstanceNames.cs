using System.Globalization;

namespace NtkRepro.Reporting.Html;

/// <summary>An instance of a run, as the report needs it.</summary>
/// <param name="Name">Its name, <c>child[cnn,s0,t1]</c>.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
internal sealed record NamedInstance(string Name, string Stage, IReadOnlyDictionary<string, string> Axes);

/// <summary>Finds the instances of one network on one dataset that a number comes from.</summary>
internal sealed class InstanceNames
{
    private readonly ILookup<(string Stage, int Seed, string Rate, int Child), (double Time, string Name)> instances;

    /// <summary>Takes note of the instances.</summary>
    /// <param name="all">The instances of the run.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">The network.</param>
    public InstanceNames(IEnumerable<NamedInstance> all, string dataset, string model) =>
        instances = all.Where(i =>
                i.Axes.GetValueOrDefault("dataset") == dataset && i.Axes.GetValueOrDefault("model") == model
            )
            .ToLookup(
                i => (i.Stage, (int)Number(i, "seed"), i.Axes.GetValueOrDefault("rate", ""), (int)Number(i, "child")),
                i => (Number(i, "time"), i.Name)
            );

    /// <summary>
    /// The name of the instance of a stage whose time is nearest: a kernel's own time is that of a whole step, which its axis need not be.
    /// </summary>
    /// <returns>The name; null where there is none.</returns>
    public string? Find(string stage, int seed, double time = 0, string rate = "", int child = 0) =>
        instances[(stage, seed, rate, child)]
            .OrderBy(i => Math.Abs(i.Time - time))
            .Select(i => i.Name)
            .FirstOrDefault();

    /// <summary>
    /// Several names as one where they differ in one axis alone, as a shell would write them: <c>child[cnn,s{0,1},t1]</c>.
    /// </summary>
    public static string Together(IEnumerable<string?> names)
    {
        var distinct = names.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count < 2)
            return distinct.FirstOrDefault() ?? "";
        var parts = distinct.ConvertAll(n => n.TrimEnd(']').Split(',', '['));
        var differ = Enumerable
            .Range(0, parts[0].Length)
            .Where(i => parts.Exists(p => p.Length != parts[0].Length || p[i] != parts[0][i]))
            .ToList();
        if (differ is not [var at] || at == 0)
            return string.Join(", ", distinct);
        var values = parts.ConvertAll(p => p[at]);
        // Numbers stand behind the first letter of their axis, which is then said once.
        var letter = values.TrueForAll(v => v.Length > 1 && v[0] == values[0][0] && char.IsDigit(v[1]))
            ? values[0][..1]
            : "";
        var joined = $"{letter}{{{string.Join(',', values.Select(v => v[letter.Length..]))}}}";
        return $"{parts[0][0]}[{string.Join(',', parts[0].Skip(1).Select((p, i) => i + 1 == at ? joined : p))}]";
    }

    private static double Number(NamedInstance instance, string axis) =>
        double.TryParse(
            instance.Axes.GetValueOrDefault(axis),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
}
