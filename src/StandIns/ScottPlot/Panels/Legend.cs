using ScottPlot.Rendering;

namespace ScottPlot;

/// <summary>A box that names the series with a <c>LegendText</c>; not drawn where there are none.</summary>
public sealed class Legend
{
    internal const float SymbolHeight = 10;

    /// <summary>Space between the box and the edges of the data area.</summary>
    private const float Margin = 7;

    /// <summary>How far the box's shadow lies to the right and below.</summary>
    private const float ShadowOffset = 3;

    private readonly List<IPlottable> _plottables;
    private readonly LineStyle _outline = new(1);

    internal Legend(List<IPlottable> plottables)
    {
        _plottables = plottables;
    }

    public float SymbolWidth { get; set; } = 20;

    /// <summary>Space between a symbol and its text.</summary>
    public float SymbolPadding { get; set; } = 5;

    /// <summary>The size of all items' text; null leaves each its own.</summary>
    public float? FontSize { get; set; }

    public Color OutlineColor
    {
        get => _outline.Color;
        set => _outline.Color = value;
    }

    public Color BackgroundColor { get; set; } = Colors.White;
    public Color ShadowColor { get; set; } = Colors.Black.WithOpacity(.2);

    /// <summary>Whether it stands in the lower right of the data area rather than in a panel.</summary>
    internal bool IsInside { get; set; } = true;

    /// <summary>Whether items follow each other downwards or rightwards; either way they wrap where space ends.</summary>
    internal bool IsVertical { get; set; } = true;

    /// <summary>The items in the order in which the legend shows them.</summary>
    public LegendItem[] GetItems()
    {
        LegendItem[] items =
        [
            .. _plottables
                .Select(plottable => plottable.LegendItem)
                .OfType<LegendItem>()
                .Where(item => !string.IsNullOrEmpty(item.LabelText)),
        ];
        foreach (var item in items)
            item.LabelFontSize = FontSize ?? item.LabelFontSize;
        return items;
    }

    internal LegendFlow Arrange(PixelRect area) => LegendFlow.Arrange(this, GetItems(), area.Width, area.Height);

    internal void Render(RenderPack rp)
    {
        var data = rp.DataRect;
        PixelRect area = new(data.Left + Margin, data.Right - Margin, data.Bottom - Margin, data.Top + Margin);
        if (IsInside)
            Render(rp.Svg, area, Arrange(area), Alignment.LowerRight);
    }

    internal void Render(SvgDocument svg, PixelRect area, LegendFlow flow, Alignment alignment)
    {
        if (flow.Items.Count == 0)
            return;
        var box = area.Place(flow.Size.Width, flow.Size.Height, alignment);
        svg.Rectangle(Shadow(box), ShadowColor);
        svg.Rectangle(box, BackgroundColor, _outline);
        foreach (var (item, x, y) in flow.Items)
        {
            var (left, middle) = (box.Left + x, box.Top + y);
            var right = left + SymbolWidth;
            svg.Line(left, middle, right, middle, item.Line);
            MarkerDrawing.Draw(svg, item.Marker, [((left + right) / 2, middle)]);
            var textLeft = right + SymbolPadding;
            LabelDrawing.Draw(svg, item.LabelStyle, item.LabelText, textLeft, middle, Alignment.MiddleLeft);
        }
    }

    private static PixelRect Shadow(PixelRect box) =>
        new(box.Left + ShadowOffset, box.Right + ShadowOffset, box.Bottom + ShadowOffset, box.Top + ShadowOffset);
}
