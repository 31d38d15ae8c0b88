namespace ScottPlot.Plottables;

/// <summary>A shaded band across the whole data area.</summary>
public abstract class AxisSpan : IPlottable, IHasLegendText
{
    private protected AxisSpan() { }

    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public string LegendText { get; set; } = string.Empty;
    public LineStyle LineStyle { get; set; } = new();
    public FillStyle FillStyle { get; set; } = new();
    public bool EnableAutoscale { get; set; } = true;

    public Color FillColor
    {
        get => FillStyle.Color;
        set => FillStyle.Color = value;
    }

    public IEnumerable<LegendItem> LegendItems => LegendItem.Single(this, LegendText, FillStyle);

    public abstract AxisLimits GetAxisLimits();

    void IPlottable.Render(RenderPack rp) => rp.Svg.Rectangle(Area(rp.DataRect), FillStyle, LineStyle);

    private protected abstract PixelRect Area(PixelRect data);
}

/// <summary>A band between two values of x.</summary>
public sealed class HorizontalSpan : AxisSpan
{
    public double X1 { get; set; }
    public double X2 { get; set; }

    public override AxisLimits GetAxisLimits() =>
        EnableAutoscale ? AxisLimits.HorizontalOnly(Math.Min(X1, X2), Math.Max(X1, X2)) : AxisLimits.NoLimits;

    private protected override PixelRect Area(PixelRect data)
    {
        var (a, b) = (Axes.GetPixelX(X1), Axes.GetPixelX(X2));
        return new(Math.Min(a, b), Math.Max(a, b), data.Bottom, data.Top);
    }
}

/// <summary>A band between two values of y.</summary>
public sealed class VerticalSpan : AxisSpan
{
    public double Y1 { get; set; }
    public double Y2 { get; set; }

    public override AxisLimits GetAxisLimits() =>
        EnableAutoscale ? AxisLimits.VerticalOnly(Math.Min(Y1, Y2), Math.Max(Y1, Y2)) : AxisLimits.NoLimits;

    private protected override PixelRect Area(PixelRect data)
    {
        var (a, b) = (Axes.GetPixelY(Y1), Axes.GetPixelY(Y2));
        return new(data.Left, data.Right, Math.Max(a, b), Math.Min(a, b));
    }
}
