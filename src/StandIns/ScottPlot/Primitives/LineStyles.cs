using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>The lengths, in pixels, of the dashes and gaps of a line. The default value is a solid line.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct LinePattern(float[] intervals, float phase, string name)
{
    public static LinePattern Solid { get; } = new([], 0, "Solid");
    public static LinePattern Dashed { get; } = new([10, 10], 0, "Dashed");
    public static LinePattern DenselyDashed { get; } = new([6, 6], 0, "DenselyDashed");
    public static LinePattern Dotted { get; } = new([3, 5], 0, "Dotted");

    public float[] Intervals { get; } = intervals;
    public float Phase { get; } = phase;
    public string Name { get; } = name;
}

/// <summary>How lines are stroked: width in pixels (0 draws none), color and dashes.</summary>
public sealed class LineStyle
{
    public LineStyle() { }

    public LineStyle(float width)
    {
        Width = width;
    }

    public LineStyle(float width, Color color)
        : this(width)
    {
        Color = color;
    }

    public LineStyle(float width, Color color, LinePattern pattern)
        : this(width, color)
    {
        Pattern = pattern;
    }

    public static LineStyle None => new(0);

    public float Width { get; set; }
    public Color Color { get; set; } = Colors.Black;
    public LinePattern Pattern { get; set; } = LinePattern.Solid;
    public bool IsVisible { get; set; } = true;

    /// <summary>Whether edges are smoothed. Without, straight lines along the axes are sharp.</summary>
    public bool AntiAlias { get; set; } = true;

    public bool CanBeRendered => IsVisible && Width > 0 && Color.Alpha > 0;
}

/// <summary>How areas are filled; a transparent color fills nothing.</summary>
public sealed class FillStyle
{
    public FillStyle() { }

    public FillStyle(Color color)
    {
        Color = color;
    }

    public Color Color { get; set; } = Colors.Transparent;
    public bool IsVisible { get; set; } = true;
    public bool HasValue => Color != Colors.Transparent;
    public bool CanBeRendered => IsVisible && Color.Alpha > 0;
}

/// <summary>The color behind a plot or behind its data.</summary>
public sealed class BackgroundStyle
{
    public FillStyle FillStyle { get; set; } = new();

    public Color Color
    {
        get => FillStyle.Color;
        set => FillStyle.Color = value;
    }
}

/// <summary>The small lines that mark ticks: length and width in pixels.</summary>
public sealed class TickMarkStyle
{
    public float Length;
    public float Width;
    public Color Color;
    public bool AntiAlias;
}

/// <summary>The lines of a grid in one direction.</summary>
public sealed class GridStyle
{
    public bool IsVisible { get; set; } = true;
    public LineStyle MajorLineStyle { get; set; } = new(1, Colors.Black.WithOpacity(.1)) { AntiAlias = false };
    public LineStyle MinorLineStyle { get; set; } = new(0, Colors.Black.WithOpacity(.05)) { AntiAlias = false };
}
