namespace NtkRepro.Metrics;

/// <summary>The first time from which something is so, at that time and at every later one.</summary>
/// <param name="Value">By the numbers as they are; infinite where it is never so.</param>
/// <param name="Low">The first from which the intervals allow it.</param>
/// <param name="High">The first from which the intervals leave no doubt.</param>
public sealed record Passage(double Value, double Low, double High)
{
    /// <summary>The first time from which a series is below a bound.</summary>
    /// <param name="series">Numbers by time.</param>
    /// <param name="bound">The bound, itself not below it.</param>
    public static Passage Below(IReadOnlyDictionary<double, Estimate> series, double bound) =>
        new(
            From(series, e => e.Value < bound),
            From(series, e => e.Interval.Low < bound),
            From(series, e => e.Interval.High < bound)
        );

    /// <summary>
    /// The first time from which a difference is not above 0: its interval does not lie above 0. No doubt is left where the interval ends
    /// below what counts as none.
    /// </summary>
    /// <param name="series">Differences by time.</param>
    /// <param name="negligible">What counts as none.</param>
    public static Passage NotAbove(IReadOnlyDictionary<double, Estimate> series, double negligible)
    {
        var possible = From(series, e => e.Interval.Low <= 0);
        return new Passage(possible, possible, Math.Max(possible, From(series, e => e.Interval.High < negligible)));
    }

    /// <summary>When both are so.</summary>
    public Passage And(Passage other) =>
        new(Math.Max(Value, other.Value), Math.Max(Low, other.Low), Math.Max(High, other.High));

    private static double From(IReadOnlyDictionary<double, Estimate> series, Func<Estimate, bool> isSo) =>
        series
            .OrderByDescending(s => s.Key)
            .TakeWhile(s => isSo(s.Value))
            .Select(s => s.Key)
            .LastOrDefault(double.PositiveInfinity);
}
