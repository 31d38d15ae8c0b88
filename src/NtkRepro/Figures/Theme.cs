using ScottPlot;
using SkiaSharp;

namespace NtkRepro.Figures;

/// <summary>The look that all figures share, and how they are saved.</summary>
internal static class Theme
{
    /// <summary>Width of one panel, pixels.</summary>
    public const int PanelWidth = 520;

    /// <summary>Height of a figure, pixels.</summary>
    public const int PanelHeight = 400;

    // Okabe and Ito's colours, which colour-blind readers can tell apart, in an order that grey print can too.
    private static readonly string[] Series = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"];

    /// <summary>The colour of the i-th series.</summary>
    public static Color SeriesColor(int i) => Color.FromHex(Series[i % Series.Length]);

    /// <summary>A colour for an ordered quantity, from 0 (dark) to 1 (light but readable).</summary>
    public static Color OrderedColor(double share) => new ScottPlot.Colormaps.Viridis().GetColor(0.9 * share);

    /// <summary>A new panel with the shared look.</summary>
    public static Plot Panel(string title, string xLabel, string yLabel)
    {
        var plot = new Plot();
        plot.Title(title, 15);
        plot.XLabel(xLabel, 13);
        plot.YLabel(yLabel, 13);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.Grid.MajorLineColor = Colors.Black.WithOpacity(0.08);
        return plot;
    }

    /// <summary>A curve with a mark at each point.</summary>
    public static void Curve(Plot plot, double[] xs, double[] ys, string name, int series, bool dashed = false)
    {
        var curve = plot.Add.Scatter(xs, ys, SeriesColor(series));
        curve.LineWidth = 2;
        curve.MarkerSize = 7;
        curve.MarkerShape = series % 2 == 0 ? MarkerShape.FilledCircle : MarkerShape.FilledSquare;
        curve.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
        curve.LegendText = name;
    }

    /// <summary>A dashed level across the panel.</summary>
    public static void Level(Plot plot, double y, string name)
    {
        var line = plot.Add.HorizontalLine(y, 1.5f, Colors.Gray, LinePattern.Dashed);
        line.LegendText = name;
    }

    /// <summary>Saves panels side by side as one SVG.</summary>
    public static void Save(string path, params Plot[] panels)
    {
        var width = PanelWidth * panels.Length;
        if (panels.Length == 1)
        {
            panels[0].SaveSvg(path, width, PanelHeight);
            return;
        }
        var figure = new Multiplot(panels[0]) { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        foreach (var panel in panels.Skip(1))
            figure.AddPlot(panel);
        using var stream = File.Create(path);
        using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, PanelHeight), stream);
        figure.Render(canvas, new PixelRect(0, width, PanelHeight, 0));
    }
}
