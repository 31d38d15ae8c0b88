using System.Globalization;
using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>Figures that compare networks.</summary>
public static class SummaryFigures
{
    private const double Early = 1;

    /// <summary>
    /// What width does: the kernel velocity before epoch 1 against the multiplier, and the nonlinear advantage against onset
    /// time for each multiplier, a panel for each dataset and network.
    /// </summary>
    /// <param name="rows">Any number; values that are not finite count as not measured.</param>
    public static Figure Widths(IReadOnlyList<WidthRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var families = Families(rows.Where(r => r.Measure == "nonlinear_advantage"));
        var advantages = families.Select(f => Advantage(f.Rows, f.Name, families.Count > 1)).ToList();
        if (advantages.Count == 0)
            advantages.Add(Advantage([], "", several: false));
        return new(3, [Velocity(rows), .. advantages]);
    }

    /// <summary>
    /// What the learning rate does: the error barrier of children spawned at the first time, and when it is gone, against η.
    /// </summary>
    /// <param name="rows">Any number.</param>
    public static Figure Rates(IReadOnlyList<RateRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(2, [Barriers(rows), Collapses(rows)]);
    }

    private static Panel Barriers(IReadOnlyList<RateRow> rows)
    {
        var panel = new Panel(
            "Barrier of children spawned first",
            "learning rate η",
            "error barrier (points)",
            Scale.Logarithmic
        );
        foreach (var (i, family) in rows.GroupBy(r => (r.Dataset, r.Family)).OrderBy(g => g.Key).Index())
        {
            var name = $"{family.Key.Family} on {family.Key.Dataset}";
            panel.Curve(
                CurvePoints.By(family, r => r.LearningRate, r => 100 * r.TestErrorBarrier, r => [r.Model]),
                Theme.Series(2 * i),
                $"{name}, test"
            );
            panel.Curve(
                CurvePoints.By(family, r => r.LearningRate, r => 100 * r.TrainErrorBarrier, r => [r.Model]),
                Theme.Series((2 * i) + 1),
                $"{name}, training"
            );
        }
        return panel;
    }

    private static Panel Collapses(IReadOnlyList<RateRow> rows)
    {
        var panel = new Panel("When the barrier is gone", "learning rate η", "spawn time (epochs)", Scale.Logarithmic);
        foreach (var (i, family) in rows.GroupBy(r => (r.Dataset, r.Family)).OrderBy(g => g.Key).Index())
            panel.Curve(
                CurvePoints.By(family, r => r.LearningRate, r => r.Collapse, r => [r.Model]),
                Theme.Series(2 * i),
                $"{family.Key.Family} on {family.Key.Dataset}"
            );
        var never = rows.Count(r => double.IsInfinity(r.Collapse));
        if (never > 0)
            panel.Note($"In {never} of {rows.Count} runs the barrier stays.");
        return panel;
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
        panel.X = panel.X with
        {
            Ticks = [.. early.Select(r => r.Multiplier).Distinct().Order().Select(m => (m, $"{Text(m)}×"))],
        };
        return panel;
    }

    private static Panel Advantage(IReadOnlyList<WidthRow> rows, string family, bool several)
    {
        var title = several ? $"Nonlinear advantage, {family}" : "Nonlinear advantage";
        var panel = new Panel(title, "onset time (epochs)", "test error (points)", Scale.Time);
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
