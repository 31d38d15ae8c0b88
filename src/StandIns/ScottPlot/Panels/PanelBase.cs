namespace ScottPlot.Panels;

/// <summary>What panels at all sides of the data area have in common.</summary>
public abstract class PanelBase : IPanel
{
    private protected PanelBase(Edge edge)
    {
        Edge = edge;
    }

    /// <summary>The least space the panel takes across its side, in pixels.</summary>
    public float MinimumSize { get; set; }

    /// <summary>The most space the panel takes across its side, in pixels.</summary>
    public float MaximumSize { get; set; } = float.MaxValue;

    bool IPanel.IsVisible
    {
        get => IsVisible;
        set => IsVisible = value;
    }

    internal bool IsVisible { get; private set; } = true;

    internal Edge Edge { get; }

    /// <summary>The space the panel needs, in pixels, beside a data area of about the given size.</summary>
    internal abstract float Measure(PixelRect dataRect);

    /// <summary>Draws the panel, <paramref name="size"/> pixels deep, at a distance from the data area.</summary>
    internal abstract void Render(RenderPack rp, float size, float offset);
}
