using System.Globalization;
using NtkRepro.Figures;

namespace NtkRepro.Reporting.Inserted;

/// <summary>Numbers as a page has them.</summary>
internal static class NumberText
{
    /// <summary>A mean, and in brackets its interval or the least and the greatest of the seeds.</summary>
    public static string Of(CurvePoint point, double factor) =>
        point.HasRange
            ? $"{Of(point.Mean, factor)} [{Of(point.Low, factor)}, {Of(point.High, factor)}]"
            : Of(point.Mean, factor);

    /// <summary>Percentages and points (a <paramref name="factor"/> of 100) with one decimal, other numbers with three significant digits.</summary>
    public static string Of(double value, double factor)
    {
        var text =
            factor == 100
                ? (Math.Round(value, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture)
                : value.ToString(Math.Abs(value) >= 100 ? "0" : "G3", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A time with two decimals at most.</summary>
    public static string Time(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number with all its digits.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
