namespace NtkRepro.Figures;

/// <summary>Points of the table of measures.</summary>
public static class Measured
{
    /// <summary>
    /// A measure by time, means over seeds: with one seed over the interval of the images it was measured on, with several from the least to
    /// the greatest.
    /// </summary>
    /// <param name="tables">Where the measures are.</param>
    /// <param name="measure">Its id.</param>
    /// <param name="factor">The unit of the axis.</param>
    public static IReadOnlyList<CurvePoint> Points(FigureTables tables, string measure, double factor)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var rows = tables.Measures.Where(m => m.Measure == measure && double.IsFinite(m.Value)).ToList();
        return
        [
            .. rows.GroupBy(m => CurvePoints.Key(m.Time))
                .OrderBy(g => g.Key)
                .Select(g =>
                    g.Count() > 1 || !double.IsFinite(g.First().Low)
                        ? CurvePoints.Of(g.First().Time, [.. g.Select(m => factor * m.Value)])
                        : Interval(
                            g.First().Time,
                            factor * g.First().Value,
                            factor * g.First().Low,
                            factor * g.First().High
                        )
                ),
        ];
    }

    private static CurvePoint Interval(double x, double mean, double low, double high) =>
        new(x, mean, Math.Min(low, mean), Math.Max(high, mean), 1) { IsInterval = true };
}
