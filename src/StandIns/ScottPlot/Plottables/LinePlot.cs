namespace ScottPlot.Plottables;

/// <summary>A straight line between two points.</summary>
public sealed class LinePlot : IPlottable
{
    private readonly (double X, double Y) _start;
    private readonly (double X, double Y) _end;
    private readonly LineStyle _style = new(1);

    internal LinePlot((double X, double Y) start, (double X, double Y) end)
    {
        (_start, _end) = (start, end);
    }

    public float LineWidth
    {
        get => _style.Width;
        set => _style.Width = value;
    }

    public Color Color
    {
        get => _style.Color;
        set => _style.Color = value;
    }

    AxisLimits IPlottable.Limits => AxisLimits.Around([_start.X, _end.X], [_start.Y, _end.Y]);

    void IPlottable.Render(RenderPack rp) => rp.Svg.Path(rp.Polyline([_start, _end]), null, _style);
}
