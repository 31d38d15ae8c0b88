using System.Globalization;

namespace NtkRepro.Bench;

/// <summary>Numbers as a reader would write them.</summary>
internal static class Numbers
{
    /// <summary>Three digits, or all before the point.</summary>
    public static string Text(double value) =>
        !double.IsFinite(value) ? "–"
        : Math.Abs(value) >= 99.95 ? value.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 9.995 ? value.ToString("0.0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 0.9995 ? value.ToString("0.00", CultureInfo.InvariantCulture)
        : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A ratio, with two digits after the point.</summary>
    public static string Ratio(double value) =>
        double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
