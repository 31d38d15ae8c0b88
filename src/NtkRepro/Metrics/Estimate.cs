namespace NtkRepro.Metrics;

/// <summary>A number, and what it would have been on each resample of the images.</summary>
/// <param name="Value">The number; not a number where it was not measured.</param>
/// <param name="Draws">Of each resample; empty where the number does not depend on images.</param>
public sealed record Estimate(double Value, IReadOnlyList<double> Draws)
{
    /// <summary>A number that does not depend on images.</summary>
    public static Estimate Of(double value) => new(value, []);

    /// <summary>Its percentile interval of 95 %; the number itself at both ends where it does not depend on images.</summary>
    public Interval Interval => Draws.Count == 0 ? new Interval(Value, Value) : Bootstrap.Percentile(Draws);

    /// <summary>A function of several numbers, resample by resample.</summary>
    /// <param name="function">Of their values, in order.</param>
    /// <param name="estimates">Each with equally many draws, or with none.</param>
    public static Estimate Map(Func<double[], double> function, params IReadOnlyList<Estimate> estimates)
    {
        var draws = estimates.Select(e => e.Draws.Count).DefaultIfEmpty(0).Max();
        return new Estimate(
            function([.. estimates.Select(e => e.Value)]),
            [
                .. Enumerable
                    .Range(0, draws)
                    .Select(r => function([.. estimates.Select(e => e.Draws.Count == 0 ? e.Value : e.Draws[r])])),
            ]
        );
    }

    /// <summary>The mean of several numbers.</summary>
    public static Estimate Mean(IReadOnlyList<Estimate> estimates) =>
        estimates.Count == 1 ? estimates[0] : Map(values => values.Average(), estimates);

    /// <summary>The difference of two numbers.</summary>
    public static Estimate operator -(Estimate first, Estimate second) => first.Subtract(second);

    /// <summary>The difference of two numbers.</summary>
    public Estimate Subtract(Estimate other) => Map(v => v[0] - v[1], this, other);
}
