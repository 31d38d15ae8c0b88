using System.Globalization;
using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>An sRGB color with alpha, one byte per channel.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Color
{
    public Color(byte red, byte green, byte blue, byte alpha = 255)
    {
        R = red;
        G = green;
        B = blue;
        A = alpha;
    }

    public byte R { get; }
    public byte G { get; }
    public byte B { get; }

    /// <summary>From 0 (transparent) to 255 (opaque).</summary>
    internal byte A { get; }

    internal bool IsVisible => A > 0;

    /// <summary>All four channels in one number.</summary>
    internal uint Rgba => ((uint)R << 24) | ((uint)G << 16) | ((uint)B << 8) | A;

    /// <summary>Reads "#RRGGBB" or "#RRGGBBAA", with or without '#'. Text that is no such number gives black.</summary>
    public static Color FromHex(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var digits = hex.StartsWith('#') ? hex[1..] : hex;
        if (digits.Length == 6)
            digits += "FF";
        _ = uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgba);
        var alpha = digits.Length == 8 ? (byte)rgba : (byte)255;
        return new((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), alpha);
    }

    /// <summary>The same color with an alpha given as a fraction from 0 to 1.</summary>
    public Color WithOpacity(double opacity = .5) => new(R, G, B, (byte)(opacity * 255));
}

/// <summary>Named colors.</summary>
public static class Colors
{
    public static Color Transparent => new(0, 0, 0, 0);
    public static Color Black => new(0, 0, 0);
    public static Color White => new(255, 255, 255);
}
