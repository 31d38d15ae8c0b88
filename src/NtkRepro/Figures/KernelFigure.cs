using NtkRepro.Metrics;
using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>The kernel distance between all times as a heat map, beside the kernel velocity on a logarithmic axis.</summary>
internal static class KernelFigure
{
    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(path, 2, [HeatMap(tables), Velocity(tables)], 480, 400);

    public static Panel HeatMap(FigureTables tables)
    {
        var seeds = tables.KernelDistances.Select(d => d.Seed).Distinct().Count();
        var title = seeds > 1 ? $"Kernel distance, mean of {seeds} seeds" : "Kernel distance";
        var panel = new Panel(title, "time (epochs)", "time (epochs)") { FitsData = false };
        // Only the evenly spaced grid of times makes cells of equal size.
        var times = tables
            .KernelVelocities.SelectMany(v => new[] { v.Time, v.Time + v.Interval })
            .DistinctBy(CurvePoints.Key)
            .Order()
            .ToList();
        var cells = Cells(tables.KernelDistances, times);
        panel.HasData = times.Count > 1 && cells.Cast<double>().Any(double.IsFinite);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        if (!panel.HasData)
            return panel;
        var plot = panel.Plot;
        plot.HideGrid();
        var map = plot.Add.Heatmap(cells);
        // The first row of a heat map is drawn at the top; time runs upwards here.
        map.FlipVertically = true;
        map.Extent = new CoordinateRect(times[0], times[^1], times[0], times[^1]);
        plot.Axes.Right.MinimumSize = 6;
        var bar = plot.Add.ColorBar(map);
        bar.Width = 16;
        bar.Label = "S (0: same up to scale)";
        bar.LabelStyle.FontSize = Theme.LabelSize;
        bar.LabelStyle.Bold = false;
        bar.Axis.TickLabelStyle.FontSize = Theme.TickSize;
        plot.Axes.Margins(0, 0);
        return panel;
    }

    public static Panel Velocity(FigureTables tables)
    {
        var panel = new Panel(
            "Kernel velocity",
            "time (epochs)",
            "S(t, t + dt) / dt (per epoch)",
            yScale: Scale.Logarithmic
        );
        panel.Band(CurvePoints.By(tables.KernelVelocities, v => v.Time, v => v.Velocity), Theme.Series(0), "");
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    /// <summary>Means over seeds for each pair of times, both ways; NaN where none was measured.</summary>
    private static double[,] Cells(IReadOnlyList<KernelDistanceRow> distances, List<double> times)
    {
        var index = times.Select((time, i) => (time, i)).ToDictionary(t => CurvePoints.Key(t.time), t => t.i);
        var (sums, counts) = (new double[times.Count, times.Count], new int[times.Count, times.Count]);
        foreach (var row in distances.Where(d => double.IsFinite(d.Distance)).OrderBy(d => d.Seed))
        {
            if (
                !index.TryGetValue(CurvePoints.Key(row.TimeA), out var a)
                || !index.TryGetValue(CurvePoints.Key(row.TimeB), out var b)
            )
                continue;
            foreach (var (i, j) in new[] { (a, b), (b, a) }.Distinct())
            {
                sums[i, j] += row.Distance;
                counts[i, j]++;
            }
        }
        var cells = new double[times.Count, times.Count];
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = 0; b < times.Count; b++)
                cells[a, b] = counts[a, b] == 0 ? double.NaN : sums[a, b] / counts[a, b];
        }
        return cells;
    }
}
