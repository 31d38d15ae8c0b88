using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>The kernel distance between all times as a heat map, beside the kernel velocity on a logarithmic axis.</summary>
internal static class KernelFigure
{
    // Of times: a map of more has too many cells to say of each where it comes from.
    private const int MostNamed = 50;

    public static Figure Of(FigureTables tables) =>
        new(2, [HeatMap(tables), Velocity(tables), OverRate(tables), AgainstBarrier(tables)], 480, 400);

    public static Panel HeatMap(FigureTables tables)
    {
        var runs = tables.KernelDistances.Select(d => d.Seed).Distinct().Order().ToList();
        var seeds = runs.Count;
        var title = seeds > 1 ? $"Kernel distance, mean of {seeds} seeds" : "Kernel distance";
        var panel = new Panel(title, "time (epochs)", "time (epochs)");
        var times = Times(tables);
        var cells = Cells(tables.KernelDistances, times);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        var finite = cells.Cast<double>().Where(double.IsFinite).ToList();
        if (times.Count < 2 || finite.Count == 0)
            return panel;
        var drawn = new List<Cell>();
        for (var a = 0; a < times.Count; a++)
        {
            for (var b = 0; b < times.Count; b++)
            {
                if (double.IsFinite(cells[a, b]))
                    drawn.Add(Of(a, b));
            }
        }
        panel.Add(new HeatMap("S (0: same up to scale)", drawn, ColorScale.Viridis, finite.Min(), finite.Max()));
        var (first, last) = (Edge(times, 0), Edge(times, times.Count));
        panel.Limits = (first, last, first, last);
        return panel;

        Cell Of(int a, int b) =>
            new(
                Edge(times, a),
                Edge(times, a + 1),
                Edge(times, b),
                Edge(times, b + 1),
                cells[a, b],
                times.Count > MostNamed ? "" : Source(times[a], times[b])
            );

        string Source(double a, double b) => InstanceNames.Together(runs.SelectMany(seed => Names(tables, seed, a, b)));
    }

    // Only the evenly spaced grid makes cells of equal size.
    private static List<double> Times(FigureTables tables) =>
        [
            .. tables
                .KernelVelocities.SelectMany(v => new[] { v.Time, v.Time + v.Interval })
                .DistinctBy(CurvePoints.Key)
                .Order(),
        ];

    // Times lie in the middle of their cells, which are of equal size.
    private static double Edge(List<double> times, int i)
    {
        var step = (times[^1] - times[0]) / (times.Count - 1);
        return times[0] + ((i - 0.5) * step);
    }

    /// <summary>Over time, as in the paper's Figure 4; what follows the constant phase of the learning rate is marked.</summary>
    public static Panel Velocity(FigureTables tables) =>
        OverTime(tables, "Kernel velocity", "S(t, t + dt) / dt (per epoch)", v => v.Velocity);

    /// <summary>Velocity is near to proportional to the learning rate.</summary>
    public static Panel OverRate(FigureTables tables) =>
        OverTime(tables, "Kernel velocity over learning rate", "v / η (per epoch)", v => v.VelocityOverRate);

    /// <summary>The paper's Figure 7.</summary>
    public static Panel AgainstBarrier(FigureTables tables) =>
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
        panel.Band(
            CurvePoints.By(tables.KernelVelocities, v => v.Time, value, v => Names(tables, v)),
            Theme.Series(0),
            ""
        );
        MarkDrops(panel, tables);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    /// <summary>Marks where the learning rate drops.</summary>
    public static void MarkDrops(Panel panel, FigureTables tables)
    {
        var rates = tables.KernelVelocities.GroupBy(v => v.LearningRate).OrderByDescending(g => g.Key).ToList();
        // With a cosine every interval has a rate of its own.
        if (rates.Count is > 1 and < 5)
        {
            foreach (var (i, rate) in rates.Skip(1).Index())
                panel.Place(rate.Min(v => v.Time), i == 0 ? "learning rate drops" : "");
        }
    }

    /// <summary>The two kernels that a velocity is taken from.</summary>
    public static string?[] Names(FigureTables tables, KernelVelocityRow velocity) =>
        Names(tables, velocity.Seed, velocity.Time, velocity.Time + velocity.Interval);

    private static string?[] Names(FigureTables tables, int seed, double from, double to) =>
        [tables.Name("kernel", seed, from), tables.Name("kernel", seed, to)];

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
