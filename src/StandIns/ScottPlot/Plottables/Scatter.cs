using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Points joined by a line, in the order given. A NaN leaves a gap.</summary>
public sealed class Scatter : IPlottable
{
    private readonly (double X, double Y)[] _points;
    private readonly LineStyle _line = new(1);
    private readonly MarkerStyle _marker = new(MarkerShape.FilledCircle, 5);

    internal Scatter(double[] xs, double[] ys, Color color)
    {
        if (xs.Length != ys.Length)
            throw new ArgumentException($"{xs.Length} xs have {ys.Length} ys.", nameof(ys));
        _points = [.. xs.Zip(ys)];
        _line.Color = _marker.FillColor = _marker.LineStyle.Color = color;
    }

    public string LegendText { get; set; } = string.Empty;

    /// <summary>Width of the line in pixels; 0 draws none.</summary>
    public float LineWidth
    {
        get => _line.Width;
        set => _line.Width = value;
    }

    public LinePattern LinePattern
    {
        get => _line.Pattern;
        set => _line.Pattern = value;
    }

    public MarkerShape MarkerShape
    {
        get => _marker.Shape;
        set => _marker.Shape = value;
    }

    /// <summary>Diameter of the markers in pixels; 0 draws none.</summary>
    public float MarkerSize
    {
        get => _marker.Size;
        set => _marker.Size = value;
    }

    /// <summary>Width in pixels of the strokes of markers that are not filled.</summary>
    public float MarkerLineWidth
    {
        get => _marker.LineStyle.Width;
        set => _marker.LineStyle.Width = value;
    }

    AxisLimits IPlottable.Limits => AxisLimits.Around(_points.Select(p => p.X), _points.Select(p => p.Y));

    LegendItem? IPlottable.LegendItem => new(LegendText) { Line = _line, Marker = _marker };

    void IPlottable.Render(RenderPack rp)
    {
        if (_line.IsVisible)
            rp.Svg.Path(rp.Polyline(_points), null, _line, " stroke-linejoin=\"round\"");
        MarkerDrawing.Draw(rp.Svg, _marker, rp.Pixels(_points));
    }
}
