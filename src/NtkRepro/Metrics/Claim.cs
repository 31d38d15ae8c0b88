using System.Globalization;
using MathNet.Numerics.Statistics;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>What the tables say of a claim.</summary>
/// <param name="Value">The number that decides it; may be infinite, never not a number.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Ours">The number in words, given the text of its interval: empty, or <c> [low, high]</c>.</param>
internal sealed record Finding(double Value, bool Holds, Func<string, string> Ours);

/// <summary>A claim of the paper as a function of the tables of one network on one dataset (paper.md, What the paper claims).</summary>
internal abstract class Claim
{
    /// <summary>Its id in the paper's specification.</summary>
    public abstract string Id { get; }

    /// <summary>In words.</summary>
    public abstract string Text { get; }

    /// <summary>The paper's number.</summary>
    public abstract string Paper { get; }

    /// <summary>Whether its number depends on test errors, and so on which images are in the test set.</summary>
    public virtual bool ReadsTestErrors => true;

    /// <summary>What the tables say; null where it was not measured. Rows of diverged runs are left out.</summary>
    public abstract Finding? Measure(MetricTables tables);

    /// <summary>A value as it stands in an interval.</summary>
    public virtual string Format(double value) => Number(value);

    /// <summary>A number with at most two decimals, and no sign on 0.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value)
            ? "∞"
            : (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Mean test-error barrier by spawn time at the base rate, in order of time.</summary>
    protected static SortedDictionary<double, double> Barriers(MetricTables tables) =>
        ByTime(tables.Barriers.Where(b => b.Rate == 1 && !b.Diverged), b => b.Time, b => b.TestErrorBarrier);

    /// <summary>Mean final test error of the linearized networks by onset time at the base rate, in order of time.</summary>
    protected static SortedDictionary<double, double> NtkErrors(MetricTables tables) =>
        ByTime(
            tables.Runs.Where(r => r.Kind == "linearized" && r.Rate == 1 && r.Outcome == Outcomes.Trained),
            r => r.Time,
            r => r.TestError
        );

    /// <summary>Means over seeds and pairs by time, in order of time.</summary>
    protected static SortedDictionary<double, double> ByTime<T>(
        IEnumerable<T> rows,
        Func<T, double> time,
        Func<T, double> value
    ) => new(rows.GroupBy(time).ToDictionary(g => g.Key, g => g.Select(value).Mean()));
}
