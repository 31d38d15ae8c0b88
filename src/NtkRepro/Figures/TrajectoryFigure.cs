using NtkRepro.Metrics;
using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>
/// Parent and children in the plane of the first two principal components of their logits, and linearized networks in a plane of their own
/// (paper.md, <c>trajectory_pca</c>). Components of different seeds are different axes, so only the first seed is drawn.
/// </summary>
internal static class TrajectoryFigure
{
    private const float StartSize = 11;
    private const float EndSize = 7;

    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(path, 2, [Nonlinear(tables), Linearized(tables)], 470, 440);

    /// <summary>Children of each spawn time.</summary>
    public static Panel Nonlinear(FigureTables tables) =>
        Plane(tables, "children", "child", "Children spawned at epoch t", LinePattern.Solid);

    /// <summary>Linearized networks of each onset time.</summary>
    public static Panel Linearized(FigureTables tables) =>
        Plane(tables, "linearized", "linearized", "Linearized at epoch t", LinePattern.DenselyDashed);

    private static Panel Plane(FigureTables tables, string plane, string kind, string title, LinePattern pattern)
    {
        var seeds = tables.Trajectories.Select(t => t.Seed).Distinct().Order().ToList();
        var seed = seeds.FirstOrDefault();
        var panel = new Panel(
            seeds.Count > 1 ? $"{title} (seed {seed} of {seeds.Count} seeds)" : title,
            Label(tables.Components, plane, seed, 1, "first"),
            Label(tables.Components, plane, seed, 2, "second")
        )
        {
            FitsData = false,
        };
        var rows = tables
            .Trajectories.Where(t => t.Seed == seed && t.Plane == plane)
            .Where(t => double.IsFinite(t.First) && double.IsFinite(t.Second))
            .ToList();
        foreach (
            var (group, style, name) in Times.Split(panel, rows.Where(t => t.Kind == kind), t => t.Time, tables.Times)
        )
        {
            foreach (var (i, run) in group.GroupBy(t => t.Variant).OrderBy(g => g.Key).Index())
                Path(panel, [.. run], style.Color, 1.6f, pattern, MarkerShape.FilledSquare, i == 0 ? name : "");
        }
        var parent = rows.Where(t => t.Kind == "parent").ToList();
        Path(panel, parent, Colors.Black, 3.5f, LinePattern.Solid, MarkerShape.FilledSquare, "parent");
        panel.Note("Squares: ends of runs.");
        if (parent.Count > 0)
        {
            var first = parent.MinBy(t => t.Epoch)!;
            var start = panel.Plot.Add.Marker(
                first.First,
                first.Second,
                MarkerShape.OpenCircle,
                StartSize,
                Colors.Black
            );
            (start.MarkerLineWidth, start.LegendText) = (2, "start");
        }
        panel.HasData = rows.Count > 0;
        tables.LeftOut.SayRuns(panel, kind);
        if (rows.Count > 0)
            Limit(panel.Plot, rows);
        return panel;
    }

    private static void Path(
        Panel panel,
        List<TrajectoryRow> run,
        Color color,
        float width,
        LinePattern pattern,
        MarkerShape end,
        string name
    )
    {
        if (run.Count == 0)
            return;
        var rows = run.OrderBy(t => t.Epoch).ToList();
        double[] xs = [.. rows.Select(t => t.First)];
        double[] ys = [.. rows.Select(t => t.Second)];
        var line = panel.Plot.Add.ScatterLine(xs, ys, color);
        (line.LineWidth, line.LinePattern, line.LegendText) = (width, pattern, name);
        line.LineStyle.StrokeJoin = SKStrokeJoin.Round;
        panel.Plot.Add.Marker(xs[^1], ys[^1], end, EndSize, color);
    }

    /// <summary>The part of the plane that the runs need.</summary>
    private static void Limit(Plot plot, List<TrajectoryRow> rows)
    {
        var (left, right) = Wider(rows.Min(t => t.First), rows.Max(t => t.First));
        var (bottom, top) = Wider(rows.Min(t => t.Second), rows.Max(t => t.Second));
        plot.Axes.SetLimits(left, right, bottom, top);

        static (double, double) Wider(double low, double high)
        {
            var space = high > low ? 0.06 * (high - low) : 1;
            return (low - space, high + space);
        }
    }

    private static string Label(IReadOnlyList<ComponentRow> components, string plane, int seed, int number, string name)
    {
        var share =
            components.FirstOrDefault(c => c.Plane == plane && c.Seed == seed && c.Component == number)?.Share
            ?? double.NaN;
        return double.IsFinite(share)
            ? $"{name} component ({100 * share:0} % of variance)"
            : $"{name} component (units of logits)";
    }
}
