using ScottPlot.Rendering;

namespace ScottPlot;

/// <summary>A box that names the series with a <c>LegendText</c>; not drawn where there are none.</summary>
public sealed class Legend(Plot plot)
{
    public Plot Plot { get; } = plot;
    public bool IsVisible { get; set; } = true;
    public Alignment Alignment { get; set; } = Alignment.LowerRight;

    /// <summary>Whether items follow each other downwards or rightwards; either way they wrap where space ends.</summary>
    public Orientation Orientation { get; set; } = Orientation.Vertical;

    /// <summary>Space between the box and the edges of the data area.</summary>
    public PixelPadding Margin { get; set; } = new(7, 7);

    /// <summary>Space between the edges of the box and its items.</summary>
    public PixelPadding Padding { get; set; } = new(10, 5);

    public float SymbolWidth { get; set; } = 20;
    public float SymbolHeight { get; set; } = 10;

    /// <summary>Space between a symbol and its text.</summary>
    public float SymbolPadding { get; set; } = 5;

    /// <summary>Items besides those of the plottables.</summary>
    public List<LegendItem> ManualItems { get; set; } = [];

    /// <summary>The size of all items' text; null leaves each its own.</summary>
    public float? FontSize { get; set; }
    public Color? FontColor { get; set; }

    public LineStyle OutlineStyle { get; set; } = new(1, Colors.Black);
    public FillStyle BackgroundFillStyle { get; } = new(Colors.White);
    public FillStyle ShadowFillStyle { get; } = new(Colors.Black.WithOpacity(.2));
    public PixelOffset ShadowOffset { get; set; } = new(3, 3);

    public float OutlineWidth
    {
        get => OutlineStyle.Width;
        set => OutlineStyle.Width = value;
    }

    public Color OutlineColor
    {
        get => OutlineStyle.Color;
        set => OutlineStyle.Color = value;
    }

    public Color BackgroundColor
    {
        get => BackgroundFillStyle.Color;
        set => BackgroundFillStyle.Color = value;
    }

    public Color ShadowColor
    {
        get => ShadowFillStyle.Color;
        set => ShadowFillStyle.Color = value;
    }

    /// <summary>The items in the order in which the legend shows them.</summary>
    public LegendItem[] GetItems()
    {
        var items = ManualItems
            .Where(item => item.Index is not null)
            .OrderBy(item => item.Index)
            .Concat(
                Plot.PlottableList.Where(plottable => plottable.IsVisible)
                    .SelectMany(plottable => plottable.LegendItems)
                    .Where(item => !string.IsNullOrEmpty(item.LabelText))
            )
            .Concat(ManualItems.Where(item => item.Index is null))
            .Where(item => item.IsVisible)
            .ToArray();
        foreach (var item in items)
        {
            item.LabelFontSize = FontSize ?? item.LabelFontSize;
            item.LabelFontColor = FontColor ?? item.LabelFontColor;
        }

        return items;
    }

    internal LegendFlow Layout(float width, float height) => LegendFlow.Arrange(this, GetItems(), width, height);

    internal void Render(RenderPack rp)
    {
        var area = rp.DataRect.Contract(Margin);
        if (IsVisible)
            Render(rp.Svg, area, Layout(area.Width, area.Height), Alignment);
    }

    internal void Render(SvgDocument svg, PixelRect area, LegendFlow flow, Alignment alignment)
    {
        if (flow.Items.Count == 0)
            return;
        var box = area.Place(flow.Size.Width, flow.Size.Height, alignment);
        var (dx, dy) = (ShadowOffset.X, ShadowOffset.Y);
        svg.Rectangle(new(box.Left + dx, box.Right + dx, box.Bottom + dy, box.Top + dy), ShadowFillStyle);
        svg.Rectangle(box, BackgroundFillStyle, OutlineStyle);
        foreach (var (item, x, middle) in flow.Items)
            Render(svg, item, box.Left + x, box.Top + middle);
    }

    private void Render(SvgDocument svg, LegendItem item, float left, float middle)
    {
        var right = left + SymbolWidth;
        PixelRect symbol = new(left, right, middle + (SymbolHeight / 2), middle - (SymbolHeight / 2));
        if (item.FillStyle.CanBeRendered)
        {
            var outline = item.OutlineStyle.CanBeRendered ? item.OutlineStyle : item.LineStyle;
            svg.Rectangle(symbol, item.FillStyle, outline);
        }
        else
        {
            svg.Line(left, middle, right, middle, item.LineStyle);
        }

        MarkerDrawing.Draw(svg, item.MarkerStyle, [(symbol.HorizontalCenter, middle)]);
        LabelDrawing.Draw(svg, item.LabelStyle, right + SymbolPadding, middle, Alignment.MiddleLeft);
    }
}
