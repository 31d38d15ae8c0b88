using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>An interval of numbers.</summary>
/// <param name="Low">Its lower end; not a number where there is no interval.</param>
/// <param name="High">Its upper end.</param>
public sealed record Interval(double Low, double High)
{
    /// <summary>No interval.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);
}

/// <summary>Percentile bootstrap intervals of 95 % (Efron 1979), drawn with counters: the same for the same data.</summary>
public static class Bootstrap
{
    private const double Tail = 0.025;

    /// <summary>
    /// The interval of a statistic of items in groups that are themselves a sample, such as the times of each seed: each
    /// resample draws as many groups as there are, with replacement, and from each as many items as it holds.
    /// </summary>
    /// <param name="groups">The items; empty groups are left out.</param>
    /// <param name="statistic">Of all the items of a resample.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="purpose">What the random numbers are for.</param>
    public static Interval Of<T>(
        IEnumerable<IReadOnlyList<T>> groups,
        Func<IReadOnlyList<T>, double> statistic,
        int resamples,
        string purpose
    )
    {
        var filled = groups.Where(g => g.Count > 0).ToList();
        return filled.Count == 0 ? Interval.None : Of(random => statistic(Draw(filled, random)), resamples, purpose);
    }

    /// <summary>The interval of what <paramref name="draw"/> gives.</summary>
    /// <param name="draw">The statistic of one resample, drawn with the numbers it is handed.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="purpose">What the random numbers are for.</param>
    public static Interval Of(Func<CounterRandom, double> draw, int resamples, string purpose) =>
        Percentile(Enumerable.Range(0, resamples).Select(r => draw(new CounterRandom(0, purpose, r))));

    /// <summary>
    /// The order statistics that enclose the inner 95 %, rounded outwards; they may be infinite. Resamples without a
    /// value are left out, and where they are the majority there is no interval.
    /// </summary>
    /// <param name="values">A value of each resample.</param>
    public static Interval Percentile(IEnumerable<double> values)
    {
        var all = values.ToList();
        var sorted = all.Where(v => !double.IsNaN(v)).Order().ToList();
        if (sorted.Count == 0 || 2 * sorted.Count < all.Count)
            return Interval.None;
        var last = sorted.Count - 1;
        return new Interval(sorted[(int)Math.Floor(Tail * last)], sorted[(int)Math.Ceiling((1 - Tail) * last)]);
    }

    private static List<T> Draw<T>(List<IReadOnlyList<T>> groups, CounterRandom random)
    {
        var drawn = new List<T>();
        for (var g = 0; g < groups.Count; g++)
        {
            var group = groups[random.NextBelow(groups.Count)];
            for (var i = 0; i < group.Count; i++)
                drawn.Add(group[random.NextBelow(group.Count)]);
        }
        return drawn;
    }
}
