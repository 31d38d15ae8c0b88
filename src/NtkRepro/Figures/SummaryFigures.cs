using System.Globalization;
using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>Figures that compare networks.</summary>
public static class SummaryFigures
{
    private const double Early = 1;

    /// <summary>
    /// Draws what width does: the kernel velocity before epoch 1 against the multiplier, and the nonlinear advantage against onset
    /// time for each multiplier, a panel for each dataset and network.
    /// </summary>
    /// <param name="path">The SVG to write.</param>
    /// <param name="rows">Any number; values that are not finite count as not measured.</param>
    public static void Draw(string path, IReadOnlyList<WidthRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var families = Families(rows.Where(r => r.Measure == "nonlinear_advantage"));
        var advantages = families.Select(f => Advantage(f.Rows, f.Name, families.Count > 1)).ToList();
        if (advantages.Count == 0)
            advantages.Add(Advantage([], "", several: false));
        FigureFile.Save(path, 3, [Velocity(rows), .. advantages]);
    }

    private static Panel Velocity(IReadOnlyList<WidthRow> rows)
    {
        var panel = new Panel(
            "Kernel velocity before epoch 1",
            "width (times that of the narrowest)",
            "mean velocity (per epoch)",
            Scale.Logarithmic
        );
        var early = rows.Where(r => r.Measure == "kernel_velocity" && r.Time < Early && double.IsFinite(r.Value));
        var families = Families(early);
        foreach (var (i, family) in families.Index())
        {
            // A seed's velocities are first averaged over time, so that the range is over seeds alone.
            var seeds = family
                .Rows.GroupBy(r => (r.Multiplier, r.Seed))
                .Select(g => (g.Key.Multiplier, Mean: g.Select(r => r.Value).Order().Average()));
            panel.Curve(
                CurvePoints.By(seeds, s => s.Multiplier, s => s.Mean),
                Theme.Series(i),
                families.Count > 1 ? family.Name : ""
            );
        }
        panel.LabelX([.. early.Select(r => r.Multiplier).Distinct().Order().Select(m => (m, $"{Text(m)}×"))]);
        return panel;
    }

    private static Panel Advantage(IReadOnlyList<WidthRow> rows, string family, bool several)
    {
        var title = several ? $"Nonlinear advantage, {family}" : "Nonlinear advantage";
        var panel = new Panel(title, "onset time (epochs)", "test error (points)");
        panel.Zero();
        foreach (var (i, width) in rows.GroupBy(r => r.Multiplier).OrderBy(g => g.Key).Index())
            panel.Curve(
                CurvePoints.By(width, r => r.Time, r => 100 * r.Value),
                Theme.Series(i),
                $"width {Text(width.Key)}×"
            );
        return panel;
    }

    private static string Text(double multiplier) => multiplier.ToString("0.##", CultureInfo.InvariantCulture);

    private static List<(string Name, IReadOnlyList<WidthRow> Rows)> Families(IEnumerable<WidthRow> rows) =>
        [
            .. rows.GroupBy(r => (r.Dataset, r.Family))
                .OrderBy(g => g.Key)
                .Select(g => ($"{g.Key.Family} on {g.Key.Dataset}", (IReadOnlyList<WidthRow>)[.. g])),
        ];
}
