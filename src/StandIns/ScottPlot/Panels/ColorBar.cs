using ScottPlot.AxisPanels;
using ScottPlot.Rendering;

namespace ScottPlot.Panels;

/// <summary>A strip with all colors of a colormap and an axis with the values they stand for.</summary>
public sealed class ColorBar : IPanel
{
    private const int Steps = 128;

    public ColorBar(IHasColorAxis source, Edge edge = Edge.Right)
    {
        Source = source;
        Edge = edge;
        Axis = edge switch
        {
            Edge.Left => new LeftAxis(),
            Edge.Right => new RightAxis(),
            Edge.Top => new TopAxis(),
            _ => new BottomAxis(),
        };
    }

    public bool IsVisible { get; set; } = true;
    public IHasColorAxis Source { get; set; }
    public Edge Edge { get; set; }
    public float MinimumSize { get; set; }
    public float MaximumSize { get; set; } = float.MaxValue;

    /// <summary>The axis of the values, with ticks and label. Its limits follow the source.</summary>
    public IAxis Axis { get; private set; }

    /// <summary>The thickness of the strip in pixels.</summary>
    public float Width { get; set; } = 30;

    /// <summary>What the values are; stands outside of the ticks.</summary>
    public string Label
    {
        get => LabelStyle.Text;
        set => LabelStyle.Text = value;
    }

    public LabelStyle LabelStyle => Axis.Label;

    float IPanel.Measure(PixelRect dataRect)
    {
        if (!IsVisible)
            return 0;
        FollowSource();
        return Width + Axis.Measure(dataRect);
    }

    void IPanel.Render(RenderPack rp, float size, float offset)
    {
        if (!IsVisible)
            return;
        FollowSource();
        var data = rp.DataRect;
        PixelRect strip = Edge switch
        {
            Edge.Left => new(data.Left - offset - Width, data.Left - offset, data.Bottom, data.Top),
            Edge.Right => new(data.Right + offset, data.Right + offset + Width, data.Bottom, data.Top),
            Edge.Top => new(data.Left, data.Right, data.Top - offset, data.Top - offset - Width),
            _ => new(data.Left, data.Right, data.Bottom + offset + Width, data.Bottom + offset),
        };

        var vertical = Edge.IsVertical();
        var cells = vertical ? new Color[Steps, 1] : new Color[1, Steps];
        for (var i = 0; i < Steps; i++)
            cells[vertical ? Steps - 1 - i : 0, vertical ? 0 : i] = Source.Colormap.GetColor(i / (Steps - 1.0));
        CellDrawing.Draw(rp.Svg, strip, cells);
        rp.Svg.Rectangle(strip, new(), Axis.FrameLineStyle);
        Axis.Render(rp, size - Width, offset + Width);
    }

    private void FollowSource()
    {
        var range = Source.GetRange();
        (Axis.Min, Axis.Max) = (range.Min, range.Max);
    }
}
