namespace ScottPlot.Plottables;

/// <summary>A line across the whole data area.</summary>
public abstract class AxisLine : IPlottable
{
    private readonly AxisLimits _limits;
    private readonly LineStyle _style;

    private protected AxisLine(AxisLimits limits, LineStyle style)
    {
        (_limits, _style) = (limits, style);
    }

    public string LegendText { get; set; } = string.Empty;

    AxisLimits IPlottable.Limits => _limits;

    LegendItem? IPlottable.LegendItem => new(LegendText) { Line = _style };

    internal static LineStyle Style(float width, Color color, LinePattern pattern) =>
        new(width) { Color = color, Pattern = pattern };

    void IPlottable.Render(RenderPack rp)
    {
        var (x1, y1, x2, y2) = Ends(rp);
        rp.Svg.Line(x1, y1, x2, y2, _style);
    }

    /// <summary>The pixels of the line's ends: left or bottom first.</summary>
    private protected abstract (float X1, float Y1, float X2, float Y2) Ends(RenderPack rp);
}

public sealed class HorizontalLine : AxisLine
{
    private readonly double _y;

    internal HorizontalLine(double y, LineStyle style)
        : base(AxisLimits.Around([], [y]), style)
    {
        _y = y;
    }

    private protected override (float X1, float Y1, float X2, float Y2) Ends(RenderPack rp) =>
        (rp.DataRect.Left, rp.Y(_y), rp.DataRect.Right, rp.Y(_y));
}

public sealed class VerticalLine : AxisLine
{
    private readonly double _x;

    internal VerticalLine(double x, LineStyle style)
        : base(AxisLimits.Around([x], []), style)
    {
        _x = x;
    }

    private protected override (float X1, float Y1, float X2, float Y2) Ends(RenderPack rp) =>
        (rp.X(_x), rp.DataRect.Bottom, rp.X(_x), rp.DataRect.Top);
}
