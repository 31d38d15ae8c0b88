using MathNet.Numerics.Statistics;

namespace NtkRepro.Metrics;

/// <summary>How the measures go together over seeds and times (paper.md, <c>correlation</c>).</summary>
public static class Correlations
{
    private const int LeastPoints = 4;

    /// <summary>
    /// Every pair of measures, in the order in which they first appear, joined on (seed, time). Intervals are of
    /// bootstraps that resample seeds, and within each its times: with one seed, the times alone.
    /// </summary>
    /// <param name="rows">At most one of each measure, seed and time.</param>
    /// <param name="resamples">Of each bootstrap.</param>
    /// <returns>Not numbers where fewer than four points are shared or a measure is constant over them.</returns>
    public static IReadOnlyList<CorrelationRow> Of(IReadOnlyList<MeasureRow> rows, int resamples)
    {
        var names = rows.Select(r => r.Measure).Distinct().ToList();
        return [.. names.SelectMany((a, i) => names.Skip(i + 1).Select(b => Row(a, b, Joined(rows, a, b), resamples)))];
    }

    /// <summary>The two measures wherever both were taken, by (seed, time).</summary>
    /// <param name="rows">At most one of each measure, seed and time.</param>
    /// <param name="first">The one measure.</param>
    /// <param name="second">The other.</param>
    public static IReadOnlyList<Joint> Joined(IEnumerable<MeasureRow> rows, string first, string second)
    {
        var all = rows.ToLookup(r => r.Measure);
        var others = all[second].ToDictionary(r => (r.Seed, r.Time), r => r.Value);
        return
        [
            .. all[first]
                .Where(r => others.ContainsKey((r.Seed, r.Time)))
                .Select(r => new Joint(r.Seed, r.Time, r.Value, others[(r.Seed, r.Time)])),
        ];
    }

    /// <summary>Pearson's correlation.</summary>
    /// <param name="points">The pairs of values.</param>
    /// <returns>Not a number for fewer than four points or a constant series.</returns>
    public static double Pearson(IReadOnlyList<Joint> points) => Taken(points, Correlation.Pearson);

    /// <summary>Spearman's rank correlation; equal values share their mean rank.</summary>
    /// <param name="points">The pairs of values.</param>
    /// <returns>Not a number for fewer than four points or a constant series.</returns>
    public static double Spearman(IReadOnlyList<Joint> points) => Taken(points, Correlation.Spearman);

    private static CorrelationRow Row(string a, string b, IReadOnlyList<Joint> points, int resamples)
    {
        var (pearson, spearman) = (Pearson(points), Spearman(points));
        var (inValue, inRank) = (
            Range(points, pearson, Pearson, resamples),
            Range(points, spearman, Spearman, resamples)
        );
        return new CorrelationRow(
            a,
            b,
            points.Count,
            pearson,
            inValue.Low,
            inValue.High,
            spearman,
            inRank.Low,
            inRank.High
        );
    }

    private static Interval Range(
        IReadOnlyList<Joint> points,
        double value,
        Func<IReadOnlyList<Joint>, double> statistic,
        int resamples
    ) =>
        double.IsNaN(value)
            ? Interval.None
            : Bootstrap.Of(
                points.GroupBy(p => p.Seed).Select(IReadOnlyList<Joint> (g) => [.. g]),
                statistic,
                resamples,
                "correlation"
            );

    private static double Taken(
        IReadOnlyList<Joint> points,
        Func<IEnumerable<double>, IEnumerable<double>, double> correlation
    )
    {
        double[] first = [.. points.Select(p => p.First)];
        double[] second = [.. points.Select(p => p.Second)];
        return points.Count < LeastPoints || IsConstant(first) || IsConstant(second)
            ? double.NaN
            : Math.Clamp(correlation(first, second), -1, 1); // rounding may exceed them
    }

    private static bool IsConstant(double[] values) => Array.TrueForAll(values, v => v == values[0]);
}

/// <summary>Two measures at one time of one parent.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Epochs.</param>
/// <param name="First">The one measure.</param>
/// <param name="Second">The other.</param>
public sealed record Joint(int Seed, double Time, double First, double Second);
