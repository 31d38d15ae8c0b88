using NtkRepro.Figures;

namespace NtkRepro.Reporting.Results;

/// <summary>The numbers of a network on a dataset that a person asks for first, from its tables; diverged runs are left out.</summary>
public static class Headlines
{
    private const string Error = "test_error";

    // The id in the table of measures, the unit, and what the numbers are multiplied by for it.
    private static readonly (string Id, string Unit, double Factor)[] OverTime =
    [
        ("barrier", "points", 100),
        ("kernel_velocity", "per epoch", 1),
        ("ntk_error", "%", 100),
        ("nonlinear_advantage", "points", 100),
        ("gap_closed", "%", 100),
    ];

    /// <summary>
    /// The test error of full training (paper.md: <c>test_error</c>), and at the first and the last time at which each was measured
    /// <c>barrier</c>, <c>kernel_velocity</c>, <c>ntk_error</c>, <c>nonlinear_advantage</c>, <c>gap_closed</c>.
    /// </summary>
    public static IReadOnlyList<string> Measures { get; } = [Error, .. OverTime.Select(m => m.Id)];

    /// <summary>A measure's id in words: <c>linearized error</c>.</summary>
    /// <param name="measure">The id.</param>
    public static string Name(string measure) =>
        measure switch
        {
            "ntk_error" => "linearized error",
            "nonlinear_advantage" => "advantage",
            null => "",
            _ => measure.Replace('_', ' '),
        };

    /// <summary>The numbers of one network on one dataset; what was not measured is not among them.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">The network.</param>
    /// <param name="tables">Its tables, with or without diverged runs.</param>
    public static IReadOnlyList<HeadlineRow> Of(string dataset, string model, FigureTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var measured = tables.WithoutDiverged();
        var parents = measured.Runs.Where(r => r.Kind == "parent").ToList();
        List<HeadlineRow> rows = [];
        if (parents.Count > 0)
            rows.Add(
                Row(
                    Error,
                    "%",
                    CurvePoints.Of(parents[0].Epoch, [.. parents.Select(p => 100 * p.TestError)]),
                    parents.Count
                )
            );
        foreach (var (id, unit, factor) in OverTime)
        {
            var points = Measured.Points(measured, id, factor);
            IEnumerable<CurvePoint> ends = points.Count > 1 ? [points[0], points[^1]] : points;
            rows.AddRange(ends.Select(point => Row(id, unit, point, point.Count)));
        }
        return rows;

        HeadlineRow Row(string measure, string unit, CurvePoint point, int seeds) =>
            new(
                dataset,
                model,
                measure,
                unit,
                point.X,
                point.Mean,
                point.HasRange ? point.Low : double.NaN,
                point.HasRange ? point.High : double.NaN,
                seeds
            );
    }
}
