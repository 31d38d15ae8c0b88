using NtkRepro.Metrics;

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
                .Select(g => Point([.. g], factor) with { Source = Source(tables, g) }),
        ];
    }

    /// <summary>The instances that measures come from.</summary>
    public static string Source(FigureTables tables, IEnumerable<MeasureRow> rows)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return InstanceNames.Together(rows.SelectMany(Names));

        IEnumerable<string?> Names(MeasureRow row) =>
            row.Measure switch
            {
                "barrier" => [tables.Name("barrier", row.Seed, row.Time)],
                "kernel_velocity" => [tables.Name("kernel", row.Seed, row.Time)],
                "gap_closed" => [tables.Name("linearized", row.Seed, row.Time)],
                _ =>
                [
                    tables.Name("linearized", row.Seed, row.Time),
                    tables.Name("control", row.Seed, row.Time, row.Measure == "frozen_advantage" ? "frozen" : "same"),
                ],
            };
    }

    private static CurvePoint Point(List<MeasureRow> rows, double factor)
    {
        var first = rows[0];
        return rows.Count > 1 || !double.IsFinite(first.Low)
            ? CurvePoints.Of(first.Time, [.. rows.Select(m => factor * m.Value)])
            : Interval(first.Time, factor * first.Value, factor * first.Low, factor * first.High);
    }

    private static CurvePoint Interval(double x, double mean, double low, double high) =>
        new(x, mean, Math.Min(low, mean), Math.Max(high, mean), 1) { IsInterval = true };
}
