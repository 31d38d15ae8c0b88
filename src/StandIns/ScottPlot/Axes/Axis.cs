using ScottPlot.Panels;
using ScottPlot.Rendering;
using ScottPlot.TickGenerators;

namespace ScottPlot;

/// <summary>The axis at any of the four sides.</summary>
internal sealed class Axis(Edge edge) : PanelBase(edge), IXAxis, IYAxis
{
    private const float TickToLabel = 3;
    private const float LabelToLabel = 6;
    private const float OutsideLabel = 4;
    private const float SizeWithoutLimits = 15;
    private const float MajorLength = 4;
    private const float MinorLength = 2;

    /// <summary>The value at the left or lower end; above <see cref="Max"/> on an inverted axis.</summary>
    public double Min { get; set; } = double.PositiveInfinity;

    /// <summary>The value at the right or upper end.</summary>
    public double Max { get; set; } = double.NegativeInfinity;

    public ITickGenerator TickGenerator { get; set; } = new NumericAutomatic();
    public LabelStyle TickLabelStyle { get; set; } = new() { Alignment = Alignment.MiddleCenter };
    public LineStyle FrameLineStyle { get; } = new(1) { AntiAlias = false };
    public LabelStyle Label { get; } =
        new()
        {
            FontSize = 16,
            Bold = true,
            Rotation = edge switch
            {
                Edge.Left => -90,
                Edge.Right => 90,
                _ => 0,
            },
        };

    /// <summary>Whether the limits are finite and differ; otherwise they are found when the plot is rendered.</summary>
    public bool HasLimits => double.IsFinite(Max - Min) && Max != Min;

    /// <summary>The ticks in view, as chosen by the last <see cref="Measure"/>.</summary>
    public IEnumerable<Tick> Ticks => HasLimits ? TickGenerator.Ticks : [];

    public void SetTicks(double[] xs, string[] labels) => TickGenerator = NumericManual.At(xs, labels);

    /// <summary>The pixel at which a value lies, beside the given data area.</summary>
    public float GetPixel(double position, PixelRect dataArea)
    {
        var fraction = (position - Min) / (Max - Min);
        return Edge.IsHorizontal()
            ? (float)(dataArea.Left + (fraction * dataArea.Width))
            : (float)(dataArea.Bottom - (fraction * dataArea.Height));
    }

    internal override float Measure(PixelRect dataRect)
    {
        if (!IsVisible)
            return 0;
        if (!HasLimits)
            return SizeWithoutLimits;
        var length = Edge.IsHorizontal() ? dataRect.Width : dataRect.Height;
        TickGenerator.Regenerate(new(Min, Max), Edge, length, TickLabelStyle);
        var label = TextMetrics.Measure(Label.Text, Label).Height;
        return TickDepth(TickGenerator.Ticks) + (label == 0 ? LabelToLabel : LabelToLabel + label + OutsideLabel);
    }

    internal override void Render(RenderPack rp, float size, float offset)
    {
        if (!IsVisible)
            return;
        AxisDrawing drawing = new(rp.Svg, Edge, rp.DataRect, offset);
        drawing.Frame(FrameLineStyle);
        drawing.Marks(Ticks.Where(t => !t.IsMajor).Select(Place), MinorLength);
        drawing.Marks(Ticks.Where(t => t.IsMajor).Select(Place), MajorLength);
        drawing.TickLabels(
            Ticks.Where(t => t.Label.Length > 0).Select(tick => (Place(tick), tick.Label)),
            TickLabelStyle,
            MajorLength + TickToLabel
        );
        if (HasLimits)
            drawing.AxisLabel(Label, size - OutsideLabel, rp.FigureRect);

        float Place(Tick tick) => GetPixel(tick.Position, rp.DataRect);
    }

    /// <summary>How far ticks and their labels reach from the data area, in pixels.</summary>
    private float TickDepth(Tick[] ticks)
    {
        if (ticks.Length == 0)
            return 0;
        var sizes = ticks.Select(tick => TextMetrics.MeasureRotated(tick.Label, TickLabelStyle));
        return MajorLength + TickToLabel + sizes.Max(size => Edge.IsHorizontal() ? size.Height : size.Width);
    }
}
