using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using CurvePoint = NtkRepro.Figures.CurvePoint;

namespace NtkRepro.Reporting.Comparing;

/// <summary>Lays the curves of several runs one over the other: a panel for each network and measure.</summary>
internal static class OverlayPanels
{
    private static readonly (string Measure, string Title, string Label, Scale Scale)[] Shown =
    [
        ("barrier", "Error barrier", "test error (%)", Scale.Linear),
        ("ntk_error", "Linearized networks", "test error (%)", Scale.Linear),
        ("nonlinear_advantage", "Nonlinear advantage", "test error (points)", Scale.Linear),
        ("kernel_velocity", "Kernel velocity", "kernel velocity (1 / epoch)", Scale.Logarithmic),
        ("kernel_distance", "Kernel distance of children", "kernel distance", Scale.Linear),
        ("effective_rank", "Effective rank of the kernel", "effective rank", Scale.Linear),
        ("alignment", "Alignment of kernel and labels", "alignment", Scale.Linear),
        ("sensitivity", "Sensitivity", "Lyapunov exponent (1 / epoch)", Scale.Linear),
    ];

    private static readonly string[] Percentages = ["barrier", "ntk_error", "nonlinear_advantage"];

    /// <summary>The panels, network by network: how the parent trains, then the measures over time.</summary>
    /// <param name="runs">The runs with their names in the legend.</param>
    public static IReadOnlyList<(string Network, IReadOnlyList<Panel> Panels)> Of(
        IReadOnlyList<(string Name, RunResult Result)> runs
    )
    {
        var training = runs.Select(run =>
                (
                    run.Name,
                    Rows: RunTables
                        .OfNetworks<TrainingRow>(run.Result, "training")
                        .Where(r => r.Row.Kind == "parent")
                        .ToLookup(r => (r.Dataset, r.Model), r => r.Row)
                )
            )
            .ToList();
        var measures = runs.Select(run =>
                (run.Name, Rows: RunNumbers.Measures(run.Result).ToLookup(r => (r.Dataset, r.Model)))
            )
            .ToList();
        var networks = training
            .SelectMany(t => t.Rows.Select(n => n.Key))
            .Union(measures.SelectMany(m => m.Rows.Select(n => n.Key)));
        return
        [
            .. networks.Select(n =>
                (
                    NetworkTitle.Of(n.Model, n.Dataset),
                    (IReadOnlyList<Panel>)
                        [
                            .. new[] { Training(training, n) }
                                .Concat(Shown.Select(s => Measured(measures, n, s)))
                                .Where(p => p.HasData),
                        ]
                )
            ),
        ];
    }

    private static Panel Training(
        List<(string Name, ILookup<(string, string), TrainingRow> Rows)> runs,
        (string Dataset, string Model) network
    )
    {
        var panel = new Panel("Parents in training", "epochs", "test error (%)");
        panel.Curves(
            runs.Select(run => (run.Name, CurvePoints.By(run.Rows[network], r => r.Epoch, r => 100 * r.TestError)))
        );
        return panel;
    }

    private static Panel Measured(
        List<(string Name, ILookup<(string, string), HeadlineRow> Rows)> runs,
        (string Dataset, string Model) network,
        (string Measure, string Title, string Label, Scale Scale) shown
    )
    {
        var factor = Percentages.Contains(shown.Measure) ? 100 : 1;
        var panel = new Panel(shown.Title, "time (epochs)", shown.Label, Scale.Time, shown.Scale);
        panel.Curves(
            runs.Select(run =>
                (
                    run.Name,
                    (IReadOnlyList<CurvePoint>)
                        [
                            .. run.Rows[network]
                                .Where(r => r.Measure == shown.Measure)
                                .OrderBy(r => r.Time)
                                .Select(r => Point(r.Time, r, factor)),
                        ]
                )
            )
        );
        return panel;
    }

    /// <summary>A number as a point of a curve, with its interval where there is one.</summary>
    public static CurvePoint Point(double x, HeadlineRow row, double factor) =>
        double.IsNaN(row.Low)
            ? new(x, factor * row.Value, factor * row.Value, factor * row.Value, 1)
            : new(x, factor * row.Value, factor * row.Low, factor * row.High, 1) { IsInterval = true };
}
