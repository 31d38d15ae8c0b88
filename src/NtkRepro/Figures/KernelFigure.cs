using NtkRepro.Metrics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace NtkRepro.Figures;

/// <summary>The kernel distance between all times as a heat map, beside the kernel velocity on a logarithmic axis.</summary>
internal static class KernelFigure
{
    public static void Draw(
        string path,
        IReadOnlyList<KernelDistanceRow> distances,
        IReadOnlyList<KernelVelocityRow> velocities
    ) => Theme.Save(path, HeatMap(distances, velocities), Velocity(velocities));

    private static Plot HeatMap(IReadOnlyList<KernelDistanceRow> distances, IReadOnlyList<KernelVelocityRow> velocities)
    {
        var plot = Theme.Panel("Kernel distance S", "time (epochs)", "time (epochs)");
        plot.HideGrid();
        // Only the evenly spaced grid of times makes cells of equal size.
        var times = velocities
            .Select(v => v.Time)
            .Append(velocities.Max(v => v.Time + v.Interval))
            .Distinct()
            .Order()
            .ToList();
        var index = times.Select((time, i) => (time, i)).ToDictionary(t => Key(t.time), t => t.i);
        var (sums, counts) = (new double[times.Count, times.Count], new int[times.Count, times.Count]);
        foreach (var row in distances)
        {
            if (!index.TryGetValue(Key(row.TimeA), out var a) || !index.TryGetValue(Key(row.TimeB), out var b))
                continue;
            (sums[a, b], sums[b, a]) = (sums[a, b] + row.Distance, sums[b, a] + row.Distance);
            (counts[a, b], counts[b, a]) = (counts[a, b] + 1, counts[b, a] + 1);
        }
        var cells = new double[times.Count, times.Count];
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = 0; b < times.Count; b++)
                cells[a, b] = counts[a, b] == 0 ? double.NaN : sums[a, b] / counts[a, b];
        }
        var map = plot.Add.Heatmap(cells);
        // The first row of a heat map is drawn at the top; time runs upwards here.
        map.FlipVertically = true;
        map.Extent = new CoordinateRect(times[0], times[^1], times[0], times[^1]);
        var bar = plot.Add.ColorBar(map);
        bar.Label = "S (0: same kernel up to scale)";
        bar.LabelStyle.FontSize = 13;
        bar.LabelStyle.Bold = false;
        plot.Axes.Margins(0, 0);
        return plot;
    }

    private static Plot Velocity(IReadOnlyList<KernelVelocityRow> velocities)
    {
        var plot = Theme.Panel("Kernel velocity", "time (epochs)", "v = S(t, t + dt) / dt (per epoch)");
        var rows = velocities.Where(v => v.Velocity > 0);
        var (times, speeds) = Averages.By(rows, v => v.Time, v => Math.Log10(v.Velocity));
        Theme.Curve(plot, times, speeds, "", 0);
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            MinorTickGenerator = new LogMinorTickGenerator(),
            IntegerTicksOnly = true,
            LabelFormatter = power => $"{Math.Pow(10, power):0.#####}",
        };
        return plot;
    }

    // Times are fractions of whole steps; equal ones are equal to far more than nine digits.
    private static long Key(double time) => (long)Math.Round(time * 1e9);
}
