using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>A rectangle of the image in pixels; y grows downwards, so <see cref="Bottom"/> is above <see cref="Top"/> in value.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct PixelRect : IEquatable<PixelRect>
{
    public readonly float Left;
    public readonly float Right;
    public readonly float Bottom;
    public readonly float Top;

    public PixelRect(float left, float right, float bottom, float top)
    {
        Left = left;
        Right = right;
        Bottom = bottom;
        Top = top;
    }

    public float Width => Right - Left;
    public float Height => Bottom - Top;
    public float HorizontalCenter => (Left + Right) / 2;
    public float VerticalCenter => (Top + Bottom) / 2;

    /// <summary>The rectangle without the padding on its four sides.</summary>
    public PixelRect Contract(PixelPadding padding) =>
        new(Left + padding.Left, Right - padding.Right, Bottom - padding.Bottom, Top + padding.Top);

    public bool Equals(PixelRect other) =>
        Left == other.Left && Right == other.Right && Bottom == other.Bottom && Top == other.Top;

    public override bool Equals(object? obj) => obj is PixelRect other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Left, Right, Bottom, Top);

    public static bool operator ==(PixelRect a, PixelRect b) => a.Equals(b);

    public static bool operator !=(PixelRect a, PixelRect b) => !a.Equals(b);

    /// <summary>The rectangle of the given size that lies inside this one at the given place.</summary>
    internal PixelRect Place(float width, float height, Alignment alignment)
    {
        var left = Left + ((Width - width) * alignment.HorizontalFraction());
        var top = Top + ((Height - height) * (1 - alignment.VerticalFraction()));
        return new(left, left + width, top + height, top);
    }
}

/// <summary>Distances in pixels on the four sides of something.</summary>
[StructLayout(LayoutKind.Auto)]
public struct PixelPadding(float left, float right, float bottom, float top)
{
    public float Left = left;
    public float Right = right;
    public float Bottom = bottom;
    public float Top = top;

    public PixelPadding(float padding)
        : this(padding, padding, padding, padding) { }

    public PixelPadding(float x, float y)
        : this(x, x, y, y) { }

    public readonly float Horizontal => Left + Right;
    public readonly float Vertical => Top + Bottom;
}

/// <summary>A displacement in pixels, rightwards and downwards.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct PixelOffset(float X, float Y);
