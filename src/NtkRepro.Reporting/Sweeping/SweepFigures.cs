using System.Globalization;
using NtkRepro.Figures;
using NtkRepro.Reporting.Comparing;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Sweeping;

/// <summary>The numbers of a sweep against the parameters that vary, and below them the curves of its runs one over the other.</summary>
internal static class SweepFigures
{
    // From one value to the next in the mean: beyond that, ratios say more than differences.
    private const double Factor = 1.5;

    private static readonly (string Measure, string Title, string Label)[] Shown =
    [
        ("test_error", "Parents", "test error (%)"),
        ("ntk_error", "Linearized networks, last onset", "test error (%)"),
        ("nonlinear_advantage", "Nonlinear advantage, last onset", "test error (points)"),
        ("barrier", "Error barrier, last spawn time", "test error (points)"),
        ("kernel_velocity", "Kernel velocity, last time", "kernel velocity (1 / epoch)"),
    ];

    /// <summary>The figure of each network: its numbers against the parameters, then its curves over time.</summary>
    public static IReadOnlyList<(string Network, IReadOnlyList<Panel> Panels)> Of(SweepResults sweep)
    {
        var curves = OverlayPanels
            .Of([.. sweep.Runs.Select(r => (SweepResults.Label(r), r.Result))])
            .ToDictionary(n => n.Network, n => n.Panels, StringComparer.Ordinal);
        return
        [
            .. sweep.Networks.Select(n =>
            {
                var network = NetworkTitle.Of(n.Model, n.Dataset);
                return (
                    network,
                    (IReadOnlyList<Panel>)
                        [
                            .. Shown.Select(s => Against(sweep, n, s)).Where(p => p.HasData),
                            .. curves.GetValueOrDefault(network, []),
                        ]
                );
            }),
        ];
    }

    private static Panel Against(
        SweepResults sweep,
        (string Dataset, string Model) network,
        (string Measure, string Title, string Label) shown
    )
    {
        var places = Places(sweep, out var label);
        var panel = new Panel(
            shown.Title,
            label,
            shown.Label,
            IsByRatio(places.Values) ? Scale.Logarithmic : Scale.Linear
        );
        // A curve for each combination of the other parameters.
        panel.Curves(
            sweep
                .Runs.GroupBy(r => string.Join(", ", r.Values.Skip(1)), StringComparer.Ordinal)
                .Select(others =>
                    (
                        others.Key,
                        (IReadOnlyList<CurvePoint>)
                            [
                                .. others
                                    .Select(r =>
                                        (
                                            X: places[r.Values[0]],
                                            Row: r.Headline(network.Dataset, network.Model, shown.Measure)
                                        )
                                    )
                                    .Where(p => p.Row is not null)
                                    .OrderBy(p => p.X)
                                    .Select(p => OverlayPanels.Point(p.X, p.Row!, 1)),
                            ]
                    )
                )
        );
        return panel;
    }

    // Where the values of the first parameter lie on the axis: texts one after the other.
    private static Dictionary<string, double> Places(SweepResults sweep, out string label)
    {
        var values = sweep.Runs.Select(r => r.Values[0]).Distinct(StringComparer.Ordinal).ToList();
        var isNumeric = values.TrueForAll(v => SweptTable.Number(v) is not null);
        label = isNumeric
            ? sweep.Parameters[0]
            : $"{sweep.Parameters[0]}: {string.Join(", ", values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} {v}")))}";
        return values
            .Select((v, i) => (Value: v, X: isNumeric ? SweptTable.Number(v)!.Value : i + 1))
            .ToDictionary(v => v.Value, v => v.X, StringComparer.Ordinal);
    }

    private static bool IsByRatio(Dictionary<string, double>.ValueCollection places) =>
        places.Min() > 0 && places.Max() / places.Min() > Math.Pow(Factor, places.Count);
}
