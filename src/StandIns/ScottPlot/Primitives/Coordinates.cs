using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>A point in the units of the axes.</summary>
[StructLayout(LayoutKind.Auto)]
public struct Coordinates(double x, double y)
{
    public double X { get; set; } = x;
    public double Y { get; set; } = y;
}

/// <summary>An interval of axis units between two values in any order.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct CoordinateRange(double value1, double value2)
{
    public readonly double Value1 = value1;
    public readonly double Value2 = value2;

    public double Min => Math.Min(Value1, Value2);
    public double Max => Math.Max(Value1, Value2);
    public double Span => Value2 - Value1;
    public double Length => Math.Abs(Span);

    public bool Contains(double value) => Min <= value && value <= Max;
}

/// <summary>A rectangle in the units of the axes.</summary>
[StructLayout(LayoutKind.Auto)]
public struct CoordinateRect(double left, double right, double bottom, double top)
{
    public double Left { get; set; } = left;
    public double Right { get; set; } = right;
    public double Bottom { get; set; } = bottom;
    public double Top { get; set; } = top;

    public readonly double Width => Right - Left;
    public readonly double Height => Top - Bottom;
    public readonly bool IsInvertedX => Left > Right;
    public readonly bool IsInvertedY => Top < Bottom;
}

/// <summary>
/// The limits of a horizontal and a vertical axis, in axis units. NaN stands for "no limit in this direction".
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct AxisLimits(double left, double right, double bottom, double top)
{
    public double Left { get; } = left;
    public double Right { get; } = right;
    public double Bottom { get; } = bottom;
    public double Top { get; } = top;

    public double HorizontalSpan => Right - Left;
    public double VerticalSpan => Top - Bottom;
    public CoordinateRange XRange => new(Left, Right);
    public CoordinateRange YRange => new(Bottom, Top);

    public static AxisLimits Default { get; } = new(-10, 10, -10, 10);
    public static AxisLimits NoLimits => new(double.NaN, double.NaN, double.NaN, double.NaN);

    public static AxisLimits VerticalOnly(double yMin, double yMax) => new(double.NaN, double.NaN, yMin, yMax);

    public static AxisLimits HorizontalOnly(double xMin, double xMax) => new(xMin, xMax, double.NaN, double.NaN);

    /// <summary>The smallest limits around the finite values among the given ones.</summary>
    internal static AxisLimits Around(IEnumerable<double> xs, IEnumerable<double> ys)
    {
        var (left, right) = Extent(xs);
        var (bottom, top) = Extent(ys);
        return new(left, right, bottom, top);
    }

    /// <summary>The smallest limits around two, either of which may be open in a direction.</summary>
    internal AxisLimits Union(AxisLimits other) =>
        Around([Left, Right, other.Left, other.Right], [Bottom, Top, other.Bottom, other.Top]);

    private static (double Min, double Max) Extent(IEnumerable<double> values)
    {
        double min = double.NaN;
        double max = double.NaN;
        foreach (var value in values.Where(double.IsFinite))
        {
            min = double.IsNaN(min) ? value : Math.Min(min, value);
            max = double.IsNaN(max) ? value : Math.Max(max, value);
        }

        return (min, max);
    }
}

/// <summary>A closed interval of finite values, such as those that a colormap spans.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Range
{
    /// <exception cref="ArgumentException">A value is not finite, or <paramref name="min"/> is above <paramref name="max"/>.</exception>
    public Range(double min, double max)
    {
        if (!double.IsFinite(min))
            throw new ArgumentException("A range needs finite values.", nameof(min));
        if (!double.IsFinite(max))
            throw new ArgumentException("A range needs finite values.", nameof(max));
        if (min > max)
            throw new ArgumentException($"The minimum {min} is above the maximum {max}.", nameof(min));
        Min = min;
        Max = max;
    }

    public double Min { get; }
    public double Max { get; }

    /// <summary>The position of a value as a fraction of the way from <see cref="Min"/> to <see cref="Max"/>.</summary>
    public double Normalize(double value, bool clamp = false)
    {
        if (Max == Min)
            throw new ArgumentException("Nothing can be normalized to an empty range.", nameof(value));
        var fraction = (value - Min) / (Max - Min);
        return clamp ? Math.Clamp(fraction, 0, 1) : fraction;
    }

    public double Clamp(double value) => Math.Clamp(value, Min, Max);
}
