using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>An interval of axis units between two values in any order.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CoordinateRange(double Value1, double Value2)
{
    public double Min => Math.Min(Value1, Value2);
    public double Max => Math.Max(Value1, Value2);
    public double Length => Math.Abs(Value2 - Value1);

    public bool Contains(double value) => Min <= value && value <= Max;
}

/// <summary>A rectangle in the units of the axes.</summary>
[StructLayout(LayoutKind.Auto)]
public struct CoordinateRect(double left, double right, double bottom, double top)
{
    internal double Left { get; } = left;
    internal double Right { get; } = right;
    internal double Bottom { get; } = bottom;
    internal double Top { get; } = top;
}

/// <summary>
/// The limits of a horizontal and a vertical axis, in axis units. Within this project NaN stands for "no limit in this direction".
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct AxisLimits
{
    internal AxisLimits(double left, double right, double bottom, double top)
    {
        Left = left;
        Right = right;
        Bottom = bottom;
        Top = top;
    }

    public double Left { get; }
    public double Right { get; }
    public double Bottom { get; }
    public double Top { get; }

    internal static AxisLimits None => new(double.NaN, double.NaN, double.NaN, double.NaN);

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
        var (min, max) = (double.NaN, double.NaN);
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

    internal double Min { get; }
    internal double Max { get; }

    /// <summary>
    /// The place of a value as a fraction of the way from <see cref="Min"/> to <see cref="Max"/>, or that of the nearest end; 0
    /// in a range of one value.
    /// </summary>
    internal double Fraction(double value) => Min == Max ? 0 : Math.Clamp((value - Min) / (Max - Min), 0, 1);
}
