using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Points joined by a line, in the order given. A NaN leaves a gap.</summary>
public sealed class Scatter : IPlottable, IHasLegendText
{
    private readonly double[] _xs;
    private readonly double[] _ys;

    internal Scatter(double[] xs, double[] ys)
    {
        if (xs.Length != ys.Length)
            throw new ArgumentException($"{xs.Length} xs have {ys.Length} ys.", nameof(ys));
        (_xs, _ys) = (xs, ys);
    }

    public string LegendText { get; set; } = string.Empty;
    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public LineStyle LineStyle { get; set; } = new(1);
    public MarkerStyle MarkerStyle { get; set; } = new(MarkerShape.FilledCircle, 5);

    /// <summary>Width of the line in pixels; 0 draws none.</summary>
    public float LineWidth
    {
        get => LineStyle.Width;
        set => LineStyle.Width = value;
    }

    public LinePattern LinePattern
    {
        get => LineStyle.Pattern;
        set => LineStyle.Pattern = value;
    }

    public MarkerShape MarkerShape
    {
        get => MarkerStyle.Shape;
        set => MarkerStyle.Shape = value;
    }

    /// <summary>Diameter of the markers in pixels; 0 draws none.</summary>
    public float MarkerSize
    {
        get => MarkerStyle.Size;
        set => MarkerStyle.Size = value;
    }

    public float MarkerLineWidth
    {
        get => MarkerStyle.LineWidth;
        set => MarkerStyle.LineWidth = value;
    }

    /// <summary>The color of line and markers.</summary>
    public Color Color
    {
        get => LineStyle.Color;
        set
        {
            LineStyle.Color = value;
            MarkerStyle.MarkerColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(this, LegendText, MarkerStyle, LineStyle);

    public AxisLimits GetAxisLimits() => AxisLimits.Around(_xs, _ys);

    void IPlottable.Render(RenderPack rp)
    {
        var pixels = PathData.Pixels(Axes, _xs.Zip(_ys)).ToArray();
        if (LineStyle.CanBeRendered)
            rp.Svg.Path(PathData.Polyline(pixels), null, LineStyle, " stroke-linejoin=\"round\"");
        MarkerDrawing.Draw(rp.Svg, MarkerStyle, pixels);
    }
}
