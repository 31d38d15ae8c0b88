using ScottPlot.Rendering;
using ScottPlot.TickGenerators;

namespace ScottPlot.AxisPanels;

/// <summary>What the axes at all four sides have in common.</summary>
public abstract class AxisBase : LabelStyleProperties
{
    private protected const float TickToLabel = 3;
    private const float LabelToLabel = 6;
    private const float OutsideLabel = 4;
    private const float SizeWithoutLimits = 15;

    private protected AxisBase(float labelRotation)
    {
        LabelStyle.Rotation = labelRotation;
    }

    public bool IsVisible { get; set; } = true;
    public abstract Edge Edge { get; }
    public float MinimumSize { get; set; }
    public float MaximumSize { get; set; } = float.MaxValue;
    public double Min { get; set; } = double.PositiveInfinity;
    public double Max { get; set; } = double.NegativeInfinity;
    public ITickGenerator TickGenerator { get; set; } = new NumericAutomatic();
    public sealed override LabelStyle LabelStyle { get; set; } = new() { FontSize = 16, Bold = true };
    public LabelStyle TickLabelStyle { get; set; } = new() { Alignment = Alignment.MiddleCenter };
    public LineStyle FrameLineStyle { get; } = new(1) { AntiAlias = false };
    public TickMarkStyle MajorTickStyle { get; set; } =
        new()
        {
            Length = 4,
            Width = 1,
            Color = Colors.Black,
        };
    public TickMarkStyle MinorTickStyle { get; set; } =
        new()
        {
            Length = 2,
            Width = 1,
            Color = Colors.Black,
        };

    /// <summary>Gives label, tick labels, tick marks and frame one color.</summary>
    public void Color(Color color)
    {
        LabelStyle.ForeColor = color;
        TickLabelStyle.ForeColor = color;
        MajorTickStyle.Color = color;
        MinorTickStyle.Color = color;
        FrameLineStyle.Color = color;
    }

    /// <summary>Places labeled ticks by hand.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public void SetTicks(double[] xs, string[] labels) => TickGenerator = new NumericManual(xs, labels);

    public float GetPixel(double position, PixelRect dataArea)
    {
        var fraction = (position - Min) / (Max - Min);
        return Edge.IsHorizontal()
            ? (float)(dataArea.Left + (fraction * dataArea.Width))
            : (float)(dataArea.Bottom - (fraction * dataArea.Height));
    }

    private protected double Span => Max - Min;

    private protected bool HasLimits => double.IsFinite(Span) && Span != 0;

    /// <summary>The ticks in view, chosen for a data area.</summary>
    private protected Tick[] ChooseTicks(PixelRect dataRect)
    {
        if (!HasLimits)
            return [];
        var length = Edge.IsHorizontal() ? dataRect.Width : dataRect.Height;
        TickGenerator.Regenerate(new(Min, Max), Edge, length, TickLabelStyle);
        return TickGenerator.Ticks;
    }

    private protected float MeasureDepth(PixelRect dataRect)
    {
        if (!IsVisible)
            return 0;
        if (!HasLimits)
            return SizeWithoutLimits;
        var label = LabelStyle.IsVisible ? TextMetrics.Measure(LabelStyle.Text, LabelStyle).Height : 0;
        return TickDepth(ChooseTicks(dataRect)) + (label == 0 ? LabelToLabel : LabelToLabel + label + OutsideLabel);
    }

    /// <summary>How far ticks and their labels reach from the data area, in pixels.</summary>
    private float TickDepth(Tick[] ticks)
    {
        if (ticks.Length == 0)
            return 0;
        var sizes = ticks.Select(tick => TextMetrics.MeasureRotated(tick.Label, TickLabelStyle));
        var label = TickLabelStyle.IsVisible ? sizes.Max(size => Edge.IsHorizontal() ? size.Height : size.Width) : 0;
        return MajorTickStyle.Length + TickToLabel + label;
    }

    /// <summary>Draws frame, ticks and label at a distance from the data area.</summary>
    private protected void RenderAxis(RenderPack rp, float size, float offset)
    {
        if (!IsVisible)
            return;
        var ticks = HasLimits ? TickGenerator.Ticks : [];
        AxisDrawing drawing = new(rp.Svg, Edge, rp.DataRect, offset);
        drawing.Frame(FrameLineStyle);
        drawing.Marks(ticks.Where(t => !t.IsMajor).Select(Place), MinorTickStyle);
        drawing.Marks(ticks.Where(t => t.IsMajor).Select(Place), MajorTickStyle);
        drawing.TickLabels(
            ticks.Where(t => t.Label.Length > 0).Select(tick => (Place(tick), tick.Label)),
            TickLabelStyle,
            MajorTickStyle.Length + TickToLabel
        );
        if (HasLimits)
            drawing.AxisLabel(LabelStyle, size - OutsideLabel, rp.FigureRect);

        float Place(Tick tick) => GetPixel(tick.Position, rp.DataRect);
    }
}

public abstract class XAxisBase : AxisBase, IXAxis
{
    private protected XAxisBase()
        : base(0) { }

    public double Width => Span;

    LabelStyle IAxis.Label => LabelStyle;

    float IPanel.Measure(PixelRect dataRect) => MeasureDepth(dataRect);

    void IPanel.Render(RenderPack rp, float size, float offset) => RenderAxis(rp, size, offset);
}

public abstract class YAxisBase : AxisBase, IYAxis
{
    private protected YAxisBase(float labelRotation)
        : base(labelRotation) { }

    public double Height => Span;

    LabelStyle IAxis.Label => LabelStyle;

    float IPanel.Measure(PixelRect dataRect) => MeasureDepth(dataRect);

    void IPanel.Render(RenderPack rp, float size, float offset) => RenderAxis(rp, size, offset);
}

public sealed class BottomAxis : XAxisBase
{
    public override Edge Edge => Edge.Bottom;
}

public sealed class TopAxis : XAxisBase
{
    public override Edge Edge => Edge.Top;
}

public sealed class LeftAxis : YAxisBase
{
    public LeftAxis()
        : base(-90) { }

    public override Edge Edge => Edge.Left;
}

public sealed class RightAxis : YAxisBase
{
    public RightAxis()
        : base(90) { }

    public override Edge Edge => Edge.Right;
}
