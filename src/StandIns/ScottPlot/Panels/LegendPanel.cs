namespace ScottPlot.Panels;

/// <summary>A legend beside the data area.</summary>
public sealed class LegendPanel : PanelBase
{
    private readonly Legend _legend;

    internal LegendPanel(Legend legend, Edge edge)
        : base(edge)
    {
        _legend = legend;
    }

    public Alignment Alignment { get; set; } = Alignment.MiddleCenter;

    /// <summary>Space around the legend.</summary>
    public PixelPadding Padding { get; set; } = new(20, 20);

    internal override float Measure(PixelRect dataRect)
    {
        if (!IsVisible || _legend.GetItems().Length == 0)
            return 0;
        var (width, height) = _legend.Arrange(dataRect).Size;
        return Edge.IsHorizontal() ? height + Padding.Vertical : width + Padding.Horizontal;
    }

    internal override void Render(RenderPack rp, float size, float offset)
    {
        if (IsVisible)
            _legend.Render(rp.Svg, rp.DataRect.Beside(Edge, size, offset), _legend.Arrange(rp.DataRect), Alignment);
    }
}
