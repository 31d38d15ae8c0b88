using System.Globalization;
using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>Numbers as a reader would write them.</summary>
internal static class Numbers
{
    /// <summary>Four significant digits: <c>0.1235</c>, <c>1,235</c>, <c>1.235·10⁻⁷</c>.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "not a number"
                : value > 0 ? "∞"
                : "−∞";
        if (value == 0)
            return "0";
        var power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var text = power is >= -4 and < 6 ? Plain(value, 3 - power) : Scaled(value / Math.Pow(10, power), power);
        return text.Replace('-', '−');
    }

    /// <summary>As many digits as a figure on a screen can show.</summary>
    public static double Short(double value) =>
        double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A whole number with separators.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number of things, <c>1 seed</c> or <c>3 seeds</c>.</summary>
    public static string Of(long count, string one, string? several = null) =>
        $"{Count(count)} {(count == 1 ? one : several ?? one + "s")}";

    /// <summary>A duration: <c>3.2 s</c>, <c>4 min 10 s</c>.</summary>
    public static string Seconds(double seconds)
    {
        if (seconds < 60)
            return seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.TotalHours >= 1
            ? $"{(int)time.TotalHours} h {time.Minutes} min"
            : $"{time.Minutes} min {time.Seconds} s";
    }

    private static string Plain(double value, int decimals) =>
        Math.Round(value, Math.Clamp(decimals, 0, 15)).ToString("#,0.#######", CultureInfo.InvariantCulture);

    private static string Scaled(double mantissa, int power) =>
        $"{mantissa.ToString("0.###", CultureInfo.InvariantCulture)}·{LogTicks.Power(power)}";
}
