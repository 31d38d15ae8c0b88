using System.Globalization;
using System.Runtime.InteropServices;

namespace ScottPlot;

/// <summary>An sRGB color with alpha, one byte per channel.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Color : IEquatable<Color>
{
    public readonly byte Red;
    public readonly byte Green;
    public readonly byte Blue;
    public readonly byte Alpha;

    public Color(byte red, byte green, byte blue, byte alpha = 255)
    {
        Red = red;
        Green = green;
        Blue = blue;
        Alpha = alpha;
    }

    /// <summary>Reads "#RRGGBB" or "#RRGGBBAA", with or without '#'. Text that is no such number gives black.</summary>
    public Color(string hexCode)
    {
        ArgumentNullException.ThrowIfNull(hexCode);
        var digits = hexCode.StartsWith('#') ? hexCode[1..] : hexCode;
        if (digits.Length == 6)
            digits += "FF";
        _ = uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgba);
        Red = (byte)(rgba >> 24);
        Green = (byte)(rgba >> 16);
        Blue = (byte)(rgba >> 8);
        Alpha = digits.Length == 8 ? (byte)rgba : (byte)255;
    }

    public byte R => Red;
    public byte G => Green;
    public byte B => Blue;
    public byte A => Alpha;

    /// <summary>Alpha as a fraction from 0 (transparent) to 1 (opaque).</summary>
    public double Opacity => Alpha / 255.0;

    public static Color FromHex(string hex) => new(hex);

    public static Color[] FromHex(IEnumerable<string> hex) => [.. hex.Select(FromHex)];

    public static Color Gray(byte value) => new(value, value, value);

    public Color WithAlpha(byte alpha) => new(Red, Green, Blue, alpha);

    /// <summary>The same color with an alpha given as a fraction from 0 to 1.</summary>
    public Color WithAlpha(double alpha) => WithAlpha((byte)(alpha * 255));

    /// <summary>The same color with an alpha given as a fraction from 0 to 1.</summary>
    public Color WithOpacity(double opacity = .5) => WithAlpha(opacity);

    /// <summary>"#RRGGBB", or "#RRGGBBAA" for a color that is not opaque.</summary>
    public string ToHex() => Alpha == 255 ? $"#{R:X2}{G:X2}{B:X2}" : $"#{R:X2}{G:X2}{B:X2}{A:X2}";

    public override string ToString() => ToHex();

    public bool Equals(Color other) =>
        Red == other.Red && Green == other.Green && Blue == other.Blue && Alpha == other.Alpha;

    public override bool Equals(object? obj) => obj is Color other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Red, Green, Blue, Alpha);

    public static bool operator ==(Color a, Color b) => a.Equals(b);

    public static bool operator !=(Color a, Color b) => !a.Equals(b);
}

/// <summary>Named colors: a few of the CSS names, and C0 to C9 of Category10.</summary>
public static class Colors
{
    public static Color Transparent => new(0, 0, 0, 0);
    public static Color Black => new(0, 0, 0);
    public static Color White => new(255, 255, 255);
    public static Color WhiteSmoke => new(245, 245, 245);
    public static Color DimGray => new(105, 105, 105);
    public static Color Gray => new(128, 128, 128);
    public static Color DarkGray => new(169, 169, 169);
    public static Color LightGray => new(211, 211, 211);
    public static Color Gainsboro => new(220, 220, 220);
    public static Color SlateGray => new(112, 128, 144);
    public static Color Red => new(255, 0, 0);
    public static Color Green => new(0, 128, 0);
    public static Color Blue => new(0, 0, 255);
    public static Color Navy => new(0, 0, 128);
    public static Color SteelBlue => new(70, 130, 180);
    public static Color Teal => new(0, 128, 128);
    public static Color Orange => new(255, 165, 0);
    public static Color Yellow => new(255, 255, 0);
    public static Color Purple => new(128, 0, 128);
    public static Color Magenta => new(255, 0, 255);
    public static Color Cyan => new(0, 255, 255);
    public static Color Brown => new(165, 42, 42);
    public static Color C0 => Color.FromHex("#1f77b4");
    public static Color C1 => Color.FromHex("#ff7f0e");
    public static Color C2 => Color.FromHex("#2ca02c");
    public static Color C3 => Color.FromHex("#d62728");
    public static Color C4 => Color.FromHex("#9467bd");
    public static Color C5 => Color.FromHex("#8c564b");
    public static Color C6 => Color.FromHex("#e377c2");
    public static Color C7 => Color.FromHex("#7f7f7f");
    public static Color C8 => Color.FromHex("#bcbd22");
    public static Color C9 => Color.FromHex("#17becf");
}
