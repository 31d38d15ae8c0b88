using System.Globalization;

namespace NtkRepro.Figures;

/// <summary>An instance of a run, as figures name it.</summary>
/// <param name="Name">Its name, <c>child[cnn,s0,t1]</c>.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
public sealed record NamedInstance(string Name, string Stage, IReadOnlyDictionary<string, string> Axes);

/// <summary>Finds the instances of one network on one dataset that a number comes from.</summary>
public sealed class InstanceNames
{
    private static readonly string[] Variants = ["child", "control", "rate"];

    private readonly ILookup<(string Stage, int Seed, string Variant), (double Time, string Name)> instances;

    /// <summary>Takes note of the instances.</summary>
    /// <param name="all">The instances of the run.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">The network.</param>
    public InstanceNames(IEnumerable<NamedInstance> all, string dataset, string model) =>
        instances = all.Where(i =>
                i.Axes.GetValueOrDefault("dataset") == dataset && i.Axes.GetValueOrDefault("model") == model
            )
            .ToLookup(i => (i.Stage, (int)Number(i, "seed"), Variant(i)), i => (Number(i, "time"), i.Name));

    /// <summary>
    /// The name of the instance of a stage whose time is nearest: a kernel's own time is that of a whole step, which its axis need not be.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seed">The seed of the parent.</param>
    /// <param name="time">Spawn or onset time, epochs.</param>
    /// <param name="variant">Which of the runs of that time: a child's minibatch order, a control, or the rate of a trial.</param>
    /// <returns>The name; null where there is none.</returns>
    public string? Find(string stage, int seed, double time = 0, string variant = "") =>
        instances[(stage, seed, variant)].OrderBy(i => Math.Abs(i.Time - time)).Select(i => i.Name).FirstOrDefault();

    /// <summary>
    /// Several names as one where they are all that some axes allow, as a shell would write them: <c>child[cnn,s{0,1},t1,c{1,2}]</c>.
    /// </summary>
    public static string Together(IEnumerable<string?> names)
    {
        var distinct = names.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count < 2)
            return distinct.FirstOrDefault() ?? "";
        var parts = distinct.ConvertAll(n => n.TrimEnd(']').Split(',', '['));
        if (parts.Exists(p => p.Length != parts[0].Length || p[0] != parts[0][0]))
            return string.Join(", ", distinct);
        var values = Enumerable
            .Range(1, parts[0].Length - 1)
            .Select(i => parts.Select(p => p[i]).Distinct(StringComparer.Ordinal).ToList())
            .ToList();
        return values.Aggregate(1, (count, v) => count * v.Count) == distinct.Count
            ? $"{parts[0][0]}[{string.Join(',', values.Select(Joined))}]"
            : string.Join(", ", distinct);
    }

    private static string Joined(List<string> values)
    {
        if (values.Count == 1)
            return values[0];
        // Numbers stand behind the first letter of their axis, which is then said once.
        var letter = values.TrueForAll(v => v.Length > 1 && v[0] == values[0][0] && char.IsDigit(v[1]))
            ? values[0][..1]
            : "";
        return $"{letter}{{{string.Join(',', values.Select(v => v[letter.Length..]))}}}";
    }

    private static string Variant(NamedInstance instance) =>
        Variants.Select(axis => instance.Axes.GetValueOrDefault(axis)).FirstOrDefault(v => v is not null) ?? "";

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
