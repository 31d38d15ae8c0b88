using ScottPlot.Rendering;

namespace ScottPlot.Plottables;

/// <summary>Text at a point of the data area.</summary>
public sealed class Text : LabelStyleProperties, IPlottable
{
    public Coordinates Location { get; set; }

    /// <summary>Distance to the right of the location, in pixels.</summary>
    public float OffsetX { get; set; }

    /// <summary>Distance below the location, in pixels.</summary>
    public float OffsetY { get; set; }

    public override LabelStyle LabelStyle { get; set; } = new() { FontSize = 14 };

    /// <summary>The place of the text that lies on the location.</summary>
    public Alignment Alignment
    {
        get => LabelAlignment;
        set => LabelAlignment = value;
    }

    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    public AxisLimits GetAxisLimits() => AxisLimits.Around([Location.X], [Location.Y]);

    void IPlottable.Render(RenderPack rp)
    {
        var (x, y) = (Axes.GetPixelX(Location.X) + OffsetX, Axes.GetPixelY(Location.Y) + OffsetY);
        LabelDrawing.Draw(rp.Svg, LabelStyle, x, y, LabelStyle.Alignment);
    }
}

/// <summary>Text at an edge or in a corner of the data area, wherever the data is.</summary>
public sealed class Annotation : LabelStyleProperties, IPlottable
{
    public bool IsVisible { get; set; } = true;
    public IAxes Axes { get; set; } = new Axes();
    public IEnumerable<LegendItem> LegendItems => LegendItem.None;
    public override LabelStyle LabelStyle { get; set; } = new();

    public string Text
    {
        get => LabelText;
        set => LabelText = value;
    }

    public Alignment Alignment { get; set; } = Alignment.UpperLeft;

    /// <summary>Distance inwards from the edge of the data area, in pixels.</summary>
    public float OffsetX { get; set; } = 10;

    /// <summary>Distance inwards from the edge of the data area, in pixels.</summary>
    public float OffsetY { get; set; } = 10;

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    void IPlottable.Render(RenderPack rp)
    {
        var area = rp.DataRect.Contract(new(OffsetX, OffsetX, OffsetY, OffsetY)).Place(0, 0, Alignment);
        LabelDrawing.Draw(rp.Svg, LabelStyle, area.Left, area.Top, Alignment);
    }
}
