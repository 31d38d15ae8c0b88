using NtkRepro.Metrics;
using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>Barrier and function distance against spawn time, beside the curves along α at the base learning rate.</summary>
internal static class BarrierFigure
{
    public static void Draw(string path, IReadOnlyList<PairRow> barriers, IReadOnlyList<CurveRow> curves) =>
        Theme.Save(path, Distances(barriers), Curves(curves));

    private static Plot Distances(IReadOnlyList<PairRow> barriers)
    {
        var plot = Theme.Panel(
            "Children of one parent",
            "spawn time (epochs)",
            "barrier (points), distance (% of inputs)"
        );
        var rows = barriers.Where(b => b.Rate == 1 && !b.Diverged).ToList();
        var (times, barrier) = Averages.By(rows, b => b.Time, b => 100 * b.TestErrorBarrier);
        var (_, distance) = Averages.By(rows, b => b.Time, b => 100 * b.FunctionDistance);
        Theme.Curve(plot, times, barrier, "test error barrier", 0);
        Theme.Curve(plot, times, distance, "function distance", 1);
        plot.Axes.Margins(0.05, 0.12);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    private static Plot Curves(IReadOnlyList<CurveRow> curves)
    {
        var plot = Theme.Panel("The line between two children", "α", "test error (%)");
        var byTime = curves.Where(c => c.Rate == 1).GroupBy(c => c.Time).OrderBy(g => g.Key).ToList();
        foreach (var (i, group) in byTime.Index())
        {
            var (alphas, errors) = Averages.By(group, c => c.Alpha, c => 100 * c.TestError);
            var line = plot.Add.ScatterLine(
                alphas,
                errors,
                Theme.OrderedColor(byTime.Count < 2 ? 0 : (double)i / (byTime.Count - 1))
            );
            line.LineWidth = 2;
            line.LegendText = $"epoch {Averages.Text(group.Key)}";
        }
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}
