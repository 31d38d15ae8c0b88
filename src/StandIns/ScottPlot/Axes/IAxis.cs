namespace ScottPlot;

/// <summary>Something at a side of the data area: an axis, a title, a color bar, a legend.</summary>
public interface IPanel
{
    bool IsVisible { get; set; }
    Edge Edge { get; }

    /// <summary>The least space the panel takes across its side, in pixels.</summary>
    float MinimumSize { get; set; }

    /// <summary>The most space the panel takes across its side, in pixels.</summary>
    float MaximumSize { get; set; }

    /// <summary>The space the panel needs, in pixels, beside a data area of about the given size.</summary>
    internal float Measure(PixelRect dataRect);

    /// <summary>Draws the panel, <paramref name="size"/> pixels deep, at a distance from the data area.</summary>
    internal void Render(RenderPack rp, float size, float offset);
}

/// <summary>An axis: limits, ticks and a label.</summary>
public interface IAxis : IPanel
{
    /// <summary>The value at the left or lower end; above <see cref="Max"/> on an inverted axis.</summary>
    double Min { get; set; }

    /// <summary>The value at the right or upper end.</summary>
    double Max { get; set; }

    LabelStyle Label { get; }
    LabelStyle TickLabelStyle { get; set; }
    TickMarkStyle MajorTickStyle { get; set; }
    TickMarkStyle MinorTickStyle { get; set; }
    LineStyle FrameLineStyle { get; }
    ITickGenerator TickGenerator { get; set; }

    /// <summary>Places labeled ticks by hand.</summary>
    void SetTicks(double[] xs, string[] labels);

    /// <summary>The pixel at which a value lies, beside the given data area.</summary>
    float GetPixel(double position, PixelRect dataArea);

    /// <summary>Whether the limits are finite and differ; otherwise they are found when the plot is rendered.</summary>
    internal bool HasLimits => double.IsFinite(Max - Min) && Max != Min;
}

public interface IXAxis : IAxis
{
    double Width { get; }
}

public interface IYAxis : IAxis
{
    double Height { get; }
}

/// <summary>The pair of axes that a plottable is drawn on.</summary>
public interface IAxes
{
    IXAxis XAxis { get; set; }
    IYAxis YAxis { get; set; }
    PixelRect DataRect { get; set; }

    float GetPixelX(double xCoordinate);
    float GetPixelY(double yCoordinate);
}

/// <summary>The pair of axes that a plottable is drawn on; the plot's bottom and left ones where none was chosen.</summary>
public sealed class Axes : IAxes
{
    public IXAxis XAxis { get; set; } = null!;
    public IYAxis YAxis { get; set; } = null!;
    public PixelRect DataRect { get; set; }

    public float GetPixelX(double xCoordinate) => XAxis.GetPixel(xCoordinate, DataRect);

    public float GetPixelY(double yCoordinate) => YAxis.GetPixel(yCoordinate, DataRect);
}
