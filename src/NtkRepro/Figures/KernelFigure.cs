using NtkRepro.Metrics;
using ScottPlot;
using ScottPlot.Colormaps;

namespace NtkRepro.Figures;

/// <summary>The kernel distance between all times as a heat map, beside the kernel velocity on a logarithmic axis.</summary>
public static class KernelFigure
{
    internal static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(
            path,
            2,
            [HeatMap(tables), Velocity(tables), OverRate(tables), AgainstBarrier(tables)],
            480,
            400
        );

    internal static Panel HeatMap(FigureTables tables)
    {
        var seeds = tables.KernelDistances.Select(d => d.Seed).Distinct().Count();
        var title = seeds > 1 ? $"Kernel distance, mean of {seeds} seeds" : "Kernel distance";
        var panel = new Panel(title, "time (epochs)", "time (epochs)") { FitsData = false };
        var times = Times(tables);
        var cells = Cells(tables.KernelDistances, times);
        panel.HasData = times.Count > 1 && cells.Cast<double>().Any(double.IsFinite);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        if (!panel.HasData)
            return panel;
        var plot = panel.Plot;
        plot.HideGrid();
        var finite = cells.Cast<double>().Where(double.IsFinite).ToList();
        var map = new ColorCells(new Viridis(), finite.Min(), finite.Max());
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = 0; b < times.Count; b++)
            {
                if (double.IsFinite(cells[a, b]))
                    map.Draw(plot, Cell(times, a, b), cells[a, b]);
            }
        }
        plot.Axes.Right.MinimumSize = 6;
        map.AddBar(plot, "S (0: same up to scale)");
        plot.Axes.SetLimits(Edge(times, 0), Edge(times, times.Count), Edge(times, 0), Edge(times, times.Count));
        return panel;
    }

    /// <summary>The times of the map: only the evenly spaced grid makes cells of equal size.</summary>
    public static IReadOnlyList<double> Times(FigureTables tables) =>
        [
            .. tables
                .KernelVelocities.SelectMany(v => new[] { v.Time, v.Time + v.Interval })
                .DistinctBy(CurvePoints.Key)
                .Order(),
        ];

    /// <summary>The place of the cell of two times, in epochs.</summary>
    public static CoordinateRect Cell(IReadOnlyList<double> times, int column, int row) =>
        new(Edge(times, column), Edge(times, column + 1), Edge(times, row), Edge(times, row + 1));

    // Times lie in the middle of their cells, which are of equal size.
    private static double Edge(IReadOnlyList<double> times, int i)
    {
        var step = (times[^1] - times[0]) / (times.Count - 1);
        return times[0] + ((i - 0.5) * step);
    }

    /// <summary>Over time, as in the paper's Figure 4; what follows the constant phase of the learning rate is marked.</summary>
    internal static Panel Velocity(FigureTables tables) =>
        OverTime(tables, "Kernel velocity", "S(t, t + dt) / dt (per epoch)", v => v.Velocity);

    /// <summary>Velocity is near to proportional to the learning rate.</summary>
    internal static Panel OverRate(FigureTables tables) =>
        OverTime(tables, "Kernel velocity over learning rate", "v / η (per epoch)", v => v.VelocityOverRate);

    /// <summary>The paper's Figure 7.</summary>
    internal static Panel AgainstBarrier(FigureTables tables) =>
        Scatter.Panel(
            tables,
            "Velocity against barrier",
            ("barrier", "error barrier (points)", 100),
            ("kernel_velocity", "kernel velocity (per epoch)", 1)
        );

    private static Panel OverTime(
        FigureTables tables,
        string title,
        string label,
        Func<KernelVelocityRow, double> value
    )
    {
        var panel = new Panel(title, "time (epochs)", label, yScale: Scale.Logarithmic);
        panel.Band(CurvePoints.By(tables.KernelVelocities, v => v.Time, value), Theme.Series(0), "");
        var rates = tables.KernelVelocities.GroupBy(v => v.LearningRate).OrderByDescending(g => g.Key).ToList();
        // With a cosine every interval has a rate of its own.
        if (rates.Count is > 1 and < 5)
        {
            foreach (var (i, rate) in rates.Skip(1).Index())
                panel.Place(rate.Min(v => v.Time), i == 0 ? "learning rate drops" : "");
        }
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    /// <summary>Means over seeds for each pair of times, both ways; NaN where none was measured.</summary>
    private static double[,] Cells(IReadOnlyList<KernelDistanceRow> distances, IReadOnlyList<double> times)
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
