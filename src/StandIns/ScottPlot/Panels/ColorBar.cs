using ScottPlot.Rendering;

namespace ScottPlot.Panels;

/// <summary>A strip with all colors of a colormap and an axis with the values they stand for.</summary>
public sealed class ColorBar : PanelBase
{
    private const int Steps = 128;
    private readonly IHasColorAxis _source;
    private readonly Axis _axis;

    internal ColorBar(IHasColorAxis source, Edge edge)
        : base(edge)
    {
        _source = source;
        _axis = new(edge);
    }

    /// <summary>The axis of the values, with ticks and label. Its limits follow the source.</summary>
    public IAxis Axis => _axis;

    /// <summary>The thickness of the strip in pixels.</summary>
    public float Width { get; set; } = 30;

    /// <summary>What the values are; stands outside of the ticks.</summary>
    public string Label
    {
        get => LabelStyle.Text;
        set => LabelStyle.Text = value;
    }

    public LabelStyle LabelStyle => _axis.Label;

    internal override float Measure(PixelRect dataRect)
    {
        if (!IsVisible)
            return 0;
        (_axis.Min, _axis.Max) = (_source.Range.Min, _source.Range.Max);
        return Width + _axis.Measure(dataRect);
    }

    internal override void Render(RenderPack rp, float size, float offset)
    {
        if (!IsVisible)
            return;
        var strip = rp.DataRect.Beside(Edge, Width, offset);
        var across = Edge.IsHorizontal();
        var cells = across ? new Color[1, Steps] : new Color[Steps, 1];
        for (var i = 0; i < Steps; i++)
            cells[across ? 0 : Steps - 1 - i, across ? i : 0] = _source.Colormap.GetColor(i / (Steps - 1.0));
        CellDrawing.Draw(rp.Svg, strip, cells);
        rp.Svg.Rectangle(strip, Colors.Transparent, _axis.FrameLineStyle);
        _axis.Render(rp, size - Width, offset + Width);
    }
}
