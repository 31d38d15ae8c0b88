using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>A rectangle of the image in pixels; y grows downwards, so that its bottom is above its top in value.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct PixelRect(float left, float right, float bottom, float top)
{
    internal float Left { get; } = left;
    internal float Right { get; } = right;
    internal float Bottom { get; } = bottom;
    internal float Top { get; } = top;

    internal float Width => Right - Left;
    internal float Height => Bottom - Top;
    internal float HorizontalCenter => (Left + Right) / 2;
    internal float VerticalCenter => (Top + Bottom) / 2;

    internal bool IsSameAs(PixelRect other) =>
        Left == other.Left && Right == other.Right && Bottom == other.Bottom && Top == other.Top;

    /// <summary>The strip along a side, <paramref name="depth"/> pixels deep, at a distance outwards.</summary>
    internal PixelRect Beside(Edge edge, float depth, float offset) =>
        edge switch
        {
            Edge.Left => new(Left - offset - depth, Left - offset, Bottom, Top),
            Edge.Right => new(Right + offset, Right + offset + depth, Bottom, Top),
            Edge.Top => new(Left, Right, Top - offset, Top - offset - depth),
            _ => new(Left, Right, Bottom + offset + depth, Bottom + offset),
        };

    /// <summary>The rectangle of the given size that lies inside this one at the given place.</summary>
    internal PixelRect Place(float width, float height, Alignment alignment)
    {
        var x = Left + ((Width - width) * alignment.HorizontalFraction());
        var y = Top + ((Height - height) * (1 - alignment.VerticalFraction()));
        return new(x, x + width, y + height, y);
    }
}

/// <summary>Distances in pixels on the four sides of something.</summary>
[StructLayout(LayoutKind.Auto)]
public struct PixelPadding(float x, float y)
{
    internal float Left { get; set; } = x;
    internal float Right { get; set; } = x;
    internal float Bottom { get; set; } = y;
    internal float Top { get; set; } = y;

    internal readonly float Horizontal => Left + Right;
    internal readonly float Vertical => Top + Bottom;
}
