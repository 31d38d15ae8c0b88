namespace ScottPlot.Plottables;

/// <summary>A shaded band across the whole data area.</summary>
public abstract class AxisSpan
{
    private protected AxisSpan(Color edge)
    {
        LineStyle.Color = edge;
    }

    /// <summary>The band's outline; none unless it is given a width.</summary>
    public LineStyle LineStyle { get; set; } = new(0);
}

/// <summary>A band between two values of y.</summary>
public sealed class VerticalSpan : AxisSpan, IPlottable
{
    private readonly double _y1;
    private readonly double _y2;
    private readonly Color _fill;

    internal VerticalSpan(double y1, double y2, Color fill)
        : base(fill.WithOpacity())
    {
        (_y1, _y2, _fill) = (y1, y2, fill);
    }

    AxisLimits IPlottable.Limits => AxisLimits.Around([], [_y1, _y2]);

    void IPlottable.Render(RenderPack rp)
    {
        var (a, b) = (rp.Y(_y1), rp.Y(_y2));
        rp.Svg.Rectangle(new(rp.DataRect.Left, rp.DataRect.Right, Math.Max(a, b), Math.Min(a, b)), _fill, LineStyle);
    }
}
