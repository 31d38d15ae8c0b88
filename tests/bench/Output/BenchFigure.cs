using NtkRepro.Figures;
using ScottPlot;

namespace NtkRepro.Bench;

/// <summary>Draws the ratios, a row each.</summary>
internal static class BenchFigure
{
    private const int Width = 760;
    private const int RowHeight = 22;
    private const int Rest = 120;
    private const float BarWidth = 5;
    private static readonly double[] Labelled =
    [
        0.1,
        0.2,
        0.3,
        0.5,
        0.7,
        1,
        1.5,
        2,
        3,
        5,
        7,
        10,
        15,
        20,
        30,
        50,
        100,
        200,
    ];

    /// <summary>Writes the figure; rows that failed have a name and no mark.</summary>
    /// <param name="path">The SVG.</param>
    /// <param name="results">At least one.</param>
    public static void Draw(string path, IReadOnlyList<RowResult> results)
    {
        var panel = new Panel("PyTorch and functorch against NtkRepro", "theirs / ours", "", Scale.Logarithmic)
        {
            FitsData = false,
            HasData = true,
        };
        var plot = panel.Plot;
        plot.Add.VerticalLine(0, 1.5f, Colors.Black.WithOpacity(0.5));
        Marks(plot, [.. results.Index().Select(r => (r.Item.Row.AtLeast, r.Index))], Theme.Series(1), "at least");
        foreach (var (i, result) in results.Index().Where(r => r.Item.Measured is not null))
        {
            var spread = plot.Add.Line(Math.Log10(result.Ratio.Lower), -i, Math.Log10(result.Ratio.Upper), -i);
            (spread.LineWidth, spread.Color) = (BarWidth, Theme.Series(0).Color.WithOpacity(0.35));
        }
        var measured = results.Index().Where(r => r.Item.Measured is not null);
        Marks(plot, [.. measured.Select(r => (r.Item.Ratio.Median, r.Index))], Theme.Series(0), "measured: median");
        plot.Axes.Left.SetTicks(
            [.. results.Index().Select(r => -(double)r.Index)],
            [.. results.Select(r => r.Row.FullTitle)]
        );
        var (low, high) = Limits(results);
        plot.Axes.SetLimits(Math.Log10(low), Math.Log10(high), -results.Count + 0.4, 0.6);
        panel.LabelX([.. Labelled.Where(x => x >= low && x <= high).Select(x => (x, $"{Theme.Text(x)}×"))]);
        panel.Note(
            "Bars: from the lower to the upper quartile over the rounds. To the right of 1× NtkRepro needs less."
        );
        FigureFile.Save(path, 1, [panel], Width, Rest + (RowHeight * results.Count));
    }

    private static void Marks(Plot plot, IReadOnlyList<(double Ratio, int Row)> marks, CurveStyle style, string name)
    {
        if (marks.Count == 0)
            return;
        var points = plot.Add.ScatterPoints(
            marks.Select(m => Math.Log10(m.Ratio)).ToArray(),
            marks.Select(m => -(double)m.Row).ToArray(),
            style.Color
        );
        (points.MarkerShape, points.MarkerSize, points.LegendText) = (style.Marker, Theme.MarkerSize, name);
    }

    private static (double Low, double High) Limits(IReadOnlyList<RowResult> results)
    {
        var all = results
            .SelectMany(r => new[] { r.Ratio.Lower, r.Ratio.Upper, r.Row.AtLeast, 1 })
            .Where(x => double.IsFinite(x) && x > 0)
            .ToList();
        return (all.Min() / 1.3, all.Max() * 1.3);
    }
}
