using System.Globalization;

namespace NtkRepro.Pipeline;

/// <summary>The one text of a number: without trailing zeros, without a plus sign, with a point.</summary>
internal static class CanonicalNumber
{
    public static string Text(decimal value) =>
        value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Text(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
