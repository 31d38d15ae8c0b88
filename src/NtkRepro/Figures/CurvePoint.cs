namespace NtkRepro.Figures;

/// <summary>What was measured at one place of an axis, over seeds and pairs of children.</summary>
/// <param name="X">The place.</param>
/// <param name="Mean">The mean, which the curve goes through.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value.</param>
/// <param name="Count">The number of values.</param>
public sealed record CurvePoint(double X, double Mean, double Low, double High, int Count)
{
    /// <summary>
    /// Whether there is a range to show. The rule of all figures: bars and bands reach from the least to the greatest
    /// value wherever there are several. It holds for two seeds as for ten, and assumes nothing of pairs that share a child.
    /// </summary>
    public bool HasRange => Count > 1 || IsInterval;

    /// <summary>Whether nothing was measured here.</summary>
    public bool IsMissing => Count == 0;

    /// <summary>Whether the range is an interval of one value.</summary>
    public bool IsInterval { get; init; }

    /// <summary>The pipeline's instances that the values come from; empty where they are not told.</summary>
    public string Source { get; init; } = "";
}

/// <summary>Makes the points of a curve from the rows of a table.</summary>
public static class CurvePoints
{
    /// <summary>
    /// A point for each distinct <paramref name="at"/>, in order. Values that are not finite were not measured and do not count; where there is
    /// no other, the point is missing, and a curve breaks there.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="at">The place of a row.</param>
    /// <param name="value">Its value.</param>
    /// <param name="names">The instances that it comes from.</param>
    public static IReadOnlyList<CurvePoint> By<T>(
        IEnumerable<T> rows,
        Func<T, double> at,
        Func<T, double> value,
        Func<T, IEnumerable<string?>>? names = null
    ) =>
        [
            .. rows.Select(row => (At: at(row), Value: value(row), Row: row))
                .Where(p => double.IsFinite(p.At))
                .GroupBy(p => Key(p.At))
                .OrderBy(g => g.Key)
                .Select(g =>
                {
                    var measured = g.Where(p => double.IsFinite(p.Value)).ToList();
                    var source = names is null ? "" : InstanceNames.Together(measured.SelectMany(p => names(p.Row)));
                    return Of(g.Min(p => p.At), measured.ConvertAll(p => p.Value)) with { Source = source };
                }),
        ];

    /// <summary>The point of a single place.</summary>
    /// <param name="x">The place.</param>
    /// <param name="values">Without a value the point is missing.</param>
    public static CurvePoint Of(double x, IReadOnlyList<double> values) =>
        values.Count == 0
            ? new(x, double.NaN, double.NaN, double.NaN, 0)
            :
            // A sum depends on the order of its terms, a figure must not on that of the rows.
            new(x, values.Order().Average(), values.Min(), values.Max(), values.Count);

    /// <summary>Tells places apart: times are fractions of whole steps, equal to far more than nine digits where they are equal.</summary>
    public static long Key(double at) => (long)Math.Round(at * 1e9);
}
