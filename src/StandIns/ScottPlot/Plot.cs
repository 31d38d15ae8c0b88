using System.Text;
using ScottPlot.Grids;
using ScottPlot.Panels;
using ScottPlot.Rendering;
using SkiaSharp;

namespace ScottPlot;

/// <summary>A figure with one data area. Sizes are in pixels.</summary>
public sealed class Plot : IDisposable
{
    public Plot()
    {
        Axes = new(this);
        Add = new(this);
        Legend = new(this);
    }

    /// <summary>What is drawn, the first at the bottom.</summary>
    public List<IPlottable> PlottableList { get; } = [];

    /// <summary>Makes plottables and adds them.</summary>
    public PlottableAdder Add { get; }
    public AxisManager Axes { get; }
    public Legend Legend { get; set; }
    public DefaultGrid Grid => Axes.DefaultGrid;

    /// <summary>The color of the whole figure.</summary>
    public BackgroundStyle FigureBackground = new() { Color = Colors.White };

    /// <summary>The color of the data area.</summary>
    public BackgroundStyle DataBackground = new() { Color = Colors.Transparent };

    public void Title(string? text = null, float? size = null)
    {
        Axes.Title.Label.Text = text ?? Axes.Title.Label.Text;
        Axes.Title.Label.FontSize = size ?? Axes.Title.Label.FontSize;
        Axes.Title.IsVisible = true;
    }

    public void Title(bool show) => Axes.Title.IsVisible = show;

    public void XLabel(string label, float? size = null)
    {
        Axes.Bottom.Label.Text = label;
        Axes.Bottom.Label.FontSize = size ?? Axes.Bottom.Label.FontSize;
    }

    public void YLabel(string label, float? size = null)
    {
        Axes.Left.Label.Text = label;
        Axes.Left.Label.FontSize = size ?? Axes.Left.Label.FontSize;
    }

    public void HideGrid() => Grid.IsVisible = false;

    public void ShowGrid() => Grid.IsVisible = true;

    public Legend ShowLegend()
    {
        Legend.IsVisible = true;
        return Legend;
    }

    public Legend ShowLegend(Alignment alignment)
    {
        Legend.Alignment = alignment;
        return ShowLegend();
    }

    public Legend ShowLegend(Alignment alignment, Orientation orientation)
    {
        Legend.Orientation = orientation;
        return ShowLegend(alignment);
    }

    /// <summary>Shows the legend beside the data area instead of inside it.</summary>
    public LegendPanel ShowLegend(Edge edge)
    {
        HideLegend();
        Legend.Orientation = edge.IsVertical() ? Orientation.Vertical : Orientation.Horizontal;
        LegendPanel panel = new(Legend) { Edge = edge };
        Axes.AddPanel(panel);
        return panel;
    }

    public Legend HideLegend()
    {
        Legend.IsVisible = false;
        return Legend;
    }

    /// <summary>Removes all plottables.</summary>
    public void Clear() => PlottableList.Clear();

    /// <summary>Draws the plot into a part of a larger image.</summary>
    public void Render(SKCanvas canvas, PixelRect rect)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        PlotRenderer.Render(this, canvas.Svg, rect);
    }

    /// <summary>Draws the plot into the upper left part of an image.</summary>
    public void Render(SKCanvas canvas, int width, int height) => Render(canvas, new PixelRect(0, width, height, 0));

    /// <summary>The figure as SVG; the same calls give the same text.</summary>
    /// <exception cref="ArgumentException">A size is below 1.</exception>
    public string GetSvgXml(int width, int height)
    {
        if (width < 1)
            throw new ArgumentException("The width must be greater than 0.", nameof(width));
        if (height < 1)
            throw new ArgumentException("The height must be greater than 0.", nameof(height));
        using SKCanvas canvas = new(width, height);
        Render(canvas, width, height);
        return canvas.Svg.ToXml();
    }

    /// <summary>Writes the figure as SVG.</summary>
    public SavedImageInfo SaveSvg(string filePath, int width, int height)
    {
        var xml = Encoding.UTF8.GetBytes(GetSvgXml(width, height));
        File.WriteAllBytes(filePath, xml);
        return new SavedImageInfo(filePath, xml.Length);
    }

    public void Dispose() { }
}

/// <summary>Where an image was saved, and its size in bytes.</summary>
public sealed class SavedImageInfo(string path, int fileSize)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);
    public int FileSize { get; } = fileSize;
}
