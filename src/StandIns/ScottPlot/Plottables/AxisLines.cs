using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>A line across the whole data area, optionally with a label at its end outside of it.</summary>
public abstract class AxisLine : LabelStyleProperties, IPlottable, IHasLegendText
{
    private protected AxisLine(float labelRotation)
    {
        LabelStyle.Rotation = labelRotation;
    }

    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public LineStyle LineStyle { get; set; } = new(1);
    public sealed override LabelStyle LabelStyle { get; set; } =
        new()
        {
            FontSize = 14,
            Bold = true,
            ForeColor = Colors.White,
            PixelPadding = new(5),
        };

    public double Position { get; set; }
    public string LegendText { get; set; } = string.Empty;
    public bool ExcludeFromLegend { get; set; }

    /// <summary>Whether the axis is scaled so that the line is in view.</summary>
    public bool EnableAutoscale { get; set; } = true;

    /// <summary>Whether the label is at the right or top rather than at the left or bottom.</summary>
    public bool LabelOppositeAxis { get; set; }

    /// <summary>The label's text.</summary>
    public string Text
    {
        get => LabelText;
        set => LabelText = value;
    }

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

    /// <summary>The color of the line and of the label's background.</summary>
    public Color Color
    {
        get => LineStyle.Color;
        set
        {
            LineStyle.Color = value;
            LabelStyle.BackgroundColor = value;
        }
    }

    public IEnumerable<LegendItem> LegendItems =>
        LegendItem.Single(this, ExcludeFromLegend ? string.Empty : LegendText, LineStyle);

    public abstract AxisLimits GetAxisLimits();

    void IPlottable.Render(RenderPack rp)
    {
        var (x1, y1, x2, y2) = Ends(rp.DataRect);
        rp.Svg.Line(x1, y1, x2, y2, LineStyle);
    }

    void IPlottable.RenderLast(RenderPack rp)
    {
        var (x1, y1, x2, y2) = Ends(rp.DataRect);
        var data = rp.DataRect;
        if (x1 < data.Left || x2 > data.Right || Math.Min(y1, y2) < data.Top || Math.Max(y1, y2) > data.Bottom)
            return;
        var (x, y) = LabelOppositeAxis ? (x2, y2) : (x1, y1);
        LabelDrawing.Draw(rp.Svg, LabelStyle, x, y, LabelSide);
    }

    /// <summary>The line's ends: left or bottom first.</summary>
    private protected abstract (float X1, float Y1, float X2, float Y2) Ends(PixelRect data);

    private protected abstract Alignment LabelSide { get; }
}

public sealed class HorizontalLine : AxisLine
{
    public HorizontalLine()
        : base(-90) { }

    public double Y
    {
        get => Position;
        set => Position = value;
    }

    public override AxisLimits GetAxisLimits() => EnableAutoscale ? AxisLimits.VerticalOnly(Y, Y) : AxisLimits.NoLimits;

    private protected override (float X1, float Y1, float X2, float Y2) Ends(PixelRect data) =>
        (data.Left, Axes.GetPixelY(Y), data.Right, Axes.GetPixelY(Y));

    private protected override Alignment LabelSide => LabelOppositeAxis ? Alignment.UpperCenter : Alignment.LowerCenter;
}

public sealed class VerticalLine : AxisLine
{
    public VerticalLine()
        : base(0) { }

    public double X
    {
        get => Position;
        set => Position = value;
    }

    public override AxisLimits GetAxisLimits() =>
        EnableAutoscale ? AxisLimits.HorizontalOnly(X, X) : AxisLimits.NoLimits;

    private protected override (float X1, float Y1, float X2, float Y2) Ends(PixelRect data) =>
        (Axes.GetPixelX(X), data.Bottom, Axes.GetPixelX(X), data.Top);

    private protected override Alignment LabelSide => LabelOppositeAxis ? Alignment.LowerCenter : Alignment.UpperCenter;
}
