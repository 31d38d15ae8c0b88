using ScottPlot.Grids;
using ScottPlot.Panels;
using ScottPlot.Rendering;
using SkiaSharp;

namespace ScottPlot;

/// <summary>A figure with one data area. Sizes are in pixels.</summary>
public sealed class Plot
{
    public Plot()
    {
        Axes = new(PlottableList);
        Grid = new(Axes.X, Axes.Y);
        Add = new(this);
        Legend = new(PlottableList);
    }

    /// <summary>What is drawn, the first at the bottom.</summary>
    public List<IPlottable> PlottableList { get; } = [];

    /// <summary>Makes plottables and adds them.</summary>
    public PlottableAdder Add { get; }
    public AxisManager Axes { get; }
    public Legend Legend { get; set; }
    public DefaultGrid Grid { get; }

    public void Title(string? text = null, float? size = null)
    {
        Axes.Title.Label.Text = text ?? Axes.Title.Label.Text;
        Axes.Title.Label.FontSize = size ?? Axes.Title.Label.FontSize;
    }

    public void XLabel(string label, float? size = null) => Name(Axes.X, label, size);

    public void YLabel(string label, float? size = null) => Name(Axes.Y, label, size);

    public void HideGrid() => Grid.IsVisible = false;

    /// <summary>Shows the legend beside the data area instead of inside it.</summary>
    public LegendPanel ShowLegend(Edge edge)
    {
        Legend.IsInside = false;
        Legend.IsVertical = !edge.IsHorizontal();
        LegendPanel panel = new(Legend, edge);
        Axes.AddPanel(panel);
        return panel;
    }

    /// <summary>Draws the plot into a part of a larger image.</summary>
    public void Render(SKCanvas canvas, PixelRect rect)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        PlotRenderer.Render(this, canvas.Svg, rect);
    }

    private static void Name(Axis axis, string label, float? size)
    {
        axis.Label.Text = label;
        axis.Label.FontSize = size ?? axis.Label.FontSize;
    }
}
