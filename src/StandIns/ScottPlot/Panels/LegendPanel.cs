namespace ScottPlot.Panels;

/// <summary>A legend beside the data area.</summary>
public sealed class LegendPanel(Legend legend) : IPanel
{
    public bool IsVisible { get; set; } = true;
    public Edge Edge { get; set; } = Edge.Right;
    public float MinimumSize { get; set; }
    public float MaximumSize { get; set; } = float.MaxValue;
    public Legend Legend { get; } = legend;
    public Alignment Alignment { get; set; } = Alignment.MiddleCenter;

    /// <summary>Space around the legend.</summary>
    public PixelPadding Padding { get; set; } = new(20, 20);

    float IPanel.Measure(PixelRect dataRect)
    {
        if (!IsVisible || Legend.GetItems().Length == 0)
            return 0;
        var (width, height) = Legend.Layout(dataRect.Width, dataRect.Height).Size;
        return Edge.IsVertical() ? width + Padding.Horizontal : height + Padding.Vertical;
    }

    void IPanel.Render(RenderPack rp, float size, float offset)
    {
        if (!IsVisible)
            return;
        var data = rp.DataRect;
        PixelRect panel = Edge switch
        {
            Edge.Left => new(data.Left - offset - size, data.Left - offset, data.Bottom, data.Top),
            Edge.Right => new(data.Right + offset, data.Right + offset + size, data.Bottom, data.Top),
            Edge.Top => new(data.Left, data.Right, data.Top - offset, data.Top - offset - size),
            _ => new(data.Left, data.Right, data.Bottom + offset + size, data.Bottom + offset),
        };
        Legend.Render(rp.Svg, panel, Legend.Layout(data.Width, data.Height), Alignment);
    }
}
