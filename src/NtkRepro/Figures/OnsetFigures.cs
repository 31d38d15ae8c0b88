using NtkRepro.Metrics;
using NtkRepro.Training;
using ScottPlot;

namespace NtkRepro.Figures;

/// <summary>What becomes of the network that is linearized at each onset time.</summary>
internal static class OnsetFigures
{
    /// <summary>Final test error of the linearized networks against onset time, the full network as a line.</summary>
    public static void DrawNtkError(string path, IReadOnlyList<OnsetRow> onsets, IReadOnlyList<RunRow> runs)
    {
        var plot = Theme.Panel("Learned kernels at work", "onset time (epochs)", "final test error (%)");
        foreach (var (i, (rate, rows)) in ByRate(onsets).Index())
        {
            var (times, errors) = Averages.By(rows, o => o.Time, o => 100 * o.NtkError);
            Theme.Curve(plot, times, errors, $"linearized{Suffix(rate)}", i, dashed: i > 0);
        }
        var full = runs.Where(r => r.Kind == "parent" && r.Outcome == Outcomes.Trained)
            .Select(r => 100 * r.TestError)
            .ToList();
        if (full.Count > 0)
            Theme.Level(plot, full.Average(), "full network");
        plot.Axes.Margins(0.05, 0.12);
        plot.ShowLegend(Alignment.UpperRight);
        Theme.Save(path, plot);
    }

    /// <summary>The nonlinear advantage at each learning rate, beside the error barrier.</summary>
    public static void DrawAdvantage(string path, IReadOnlyList<OnsetRow> onsets, IReadOnlyList<PairRow> barriers)
    {
        var plot = Theme.Panel("Nonlinear advantage and barrier", "time (epochs)", "test error (points)");
        var series = 0;
        foreach (var (rate, rows) in ByRate(onsets))
        {
            var (times, advantages) = Averages.By(rows, o => o.Time, o => 100 * o.NonlinearAdvantage);
            Theme.Curve(plot, times, advantages, $"nonlinear advantage{Suffix(rate)}", series, dashed: series > 0);
            series++;
        }
        var pairs = barriers.Where(b => b.Rate == 1 && !b.Diverged);
        var (spawned, heights) = Averages.By(pairs, b => b.Time, b => 100 * b.TestErrorBarrier);
        Theme.Curve(plot, spawned, heights, "error barrier", series);
        plot.Axes.Margins(0.05, 0.12);
        plot.ShowLegend(Alignment.UpperRight);
        Theme.Save(path, plot);
    }

    private static IEnumerable<(double Rate, IEnumerable<OnsetRow> Rows)> ByRate(IReadOnlyList<OnsetRow> onsets) =>
        onsets
            .Where(o => !o.Diverged)
            .GroupBy(o => o.Rate)
            .OrderByDescending(g => g.Key)
            .Select(g => (g.Key, (IEnumerable<OnsetRow>)g));

    private static string Suffix(double rate) => rate == 1 ? "" : $", learning rate × {Averages.Text(rate)}";
}
