using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Text at a point of the data area.</summary>
public sealed class Text : LabelStyleProperties, IPlottable
{
    private readonly double _x;
    private readonly double _y;

    internal Text(double x, double y)
        : base(new() { FontSize = 14 })
    {
        (_x, _y) = (x, y);
    }

    /// <summary>Distance to the right of the point, in pixels.</summary>
    public float OffsetX { get; set; }

    /// <summary>The place of the text that lies on the point.</summary>
    public Alignment Alignment
    {
        get => LabelStyle.Alignment;
        set => LabelStyle.Alignment = value;
    }

    AxisLimits IPlottable.Limits => AxisLimits.Around([_x], [_y]);

    void IPlottable.Render(RenderPack rp) =>
        LabelDrawing.Draw(rp.Svg, LabelStyle, LabelText, rp.X(_x) + OffsetX, rp.Y(_y), Alignment);
}
