using NtkRepro.Figures;

namespace NtkRepro.Bench;

/// <summary>Draws the ratios, a row each.</summary>
internal static class BenchFigure
{
    private const int Width = 760;
    private const int RowHeight = 22;
    private const int Rest = 120;
    private const float BarWidth = 5;

    // A third of the first colour of the series, on white.
    private const string Spread = "#A6CEE4";

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
        var (low, high) = Limits(results);
        var x = new Axis("theirs / ours", Scale.Logarithmic)
        {
            Ticks = [.. Labelled.Where(at => at >= low && at <= high).Select(at => (at, $"{Theme.Text(at)}×"))],
        };
        var y = new Axis("") { Ticks = [.. results.Select((r, i) => (-(double)i, r.Row.FullTitle))] };
        var panel = new Panel("PyTorch and functorch against NtkRepro", x, y)
        {
            Limits = (low, high, -results.Count + 0.4, 0.6),
        };
        panel.Place(1, "");
        Mark(panel, results.Select((r, i) => (r.Row.AtLeast, i)), Theme.Series(1), "at least");
        var measured = results.Index().Where(r => r.Item.Measured is not null).ToList();
        foreach (var (i, result) in measured)
            panel.Add(
                new RunPath(
                    "",
                    new CurveStyle(Spread, Marker.None, Dash.Solid),
                    BarWidth,
                    [new(result.Ratio.Lower, -i, ""), new(result.Ratio.Upper, -i, "")],
                    ""
                )
            );
        Mark(panel, measured.Select(r => (r.Item.Ratio.Median, r.Index)), Theme.Series(0), "measured: median");
        panel.Note(
            "Bars: from the lower to the upper quartile over the rounds. To the right of 1× NtkRepro needs less."
        );
        FigureFile.Save(path, new(1, [panel], Width, Rest + (RowHeight * results.Count)));
    }

    private static void Mark(Panel panel, IEnumerable<(double Ratio, int Row)> marks, CurveStyle style, string name) =>
        panel.Add(new Dots(name, style, [.. marks.Select(m => new Dot(m.Ratio, -m.Row, "", ""))]));

    private static (double Low, double High) Limits(IReadOnlyList<RowResult> results)
    {
        var all = results
            .SelectMany(r => new[] { r.Ratio.Lower, r.Ratio.Upper, r.Row.AtLeast, 1 })
            .Where(x => double.IsFinite(x) && x > 0)
            .ToList();
        return (all.Min() / 1.3, all.Max() * 1.3);
    }
}
