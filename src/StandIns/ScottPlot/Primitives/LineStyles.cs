using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>The lengths, in pixels, of the dashes and gaps of a line. The default value is a solid line.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct LinePattern
{
    private LinePattern(params float[] intervals)
    {
        Intervals = intervals;
    }

    public static LinePattern Solid { get; } = new([]);
    public static LinePattern Dashed { get; } = new(10, 10);
    public static LinePattern DenselyDashed { get; } = new(6, 6);
    public static LinePattern Dotted { get; } = new(3, 5);

    internal float[]? Intervals { get; }
}

/// <summary>How lines are stroked: width in pixels (0 draws none), color and dashes.</summary>
public sealed class LineStyle
{
    internal LineStyle(float width)
    {
        Width = width;
    }

    public float Width { get; set; }

    internal Color Color { get; set; } = Colors.Black;
    internal LinePattern Pattern { get; set; }

    /// <summary>Whether edges are smoothed. Without, straight lines along the axes are sharp.</summary>
    internal bool AntiAlias { get; init; } = true;

    internal bool IsVisible => Width > 0 && Color.IsVisible;
}

/// <summary>How data points are marked: shape, diameter in pixels (0 draws none) and colors.</summary>
internal sealed class MarkerStyle(MarkerShape shape, float size)
{
    public MarkerShape Shape { get; set; } = shape;
    public float Size { get; set; } = size;

    /// <summary>The inside of the filled shapes.</summary>
    public Color FillColor { get; set; } = Colors.Transparent;

    /// <summary>The strokes of the shapes that are made of lines.</summary>
    public LineStyle LineStyle { get; } = new(1);

    /// <summary>Whether the shape is drawn by strokes alone.</summary>
    public bool IsOpen =>
        Shape
            is MarkerShape.OpenCircle
                or MarkerShape.OpenSquare
                or MarkerShape.OpenTriangleUp
                or MarkerShape.OpenDiamond;

    public bool IsVisible =>
        Size > 0 && Shape != MarkerShape.None && (IsOpen ? LineStyle.IsVisible : FillColor.IsVisible);
}
