using System.Globalization;

namespace ScottPlot.TickGenerators;

/// <summary>How numbers on an axis are written.</summary>
public static class LabelFormatters
{
    /// <summary>
    /// A plain decimal with at most ten significant digits and with thousands separators ("1,500", "0.25"); from ten million
    /// upwards and below one ten-thousandth, a power of ten ("2e7", "5e-6").
    /// </summary>
    public static string Numeric(double value)
    {
        var size = Math.Abs(value);
        if (size is >= 1e7 or < 1e-4 && value != 0)
            return value.ToString("0.#########e0", CultureInfo.InvariantCulture);
        var rounded = double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (rounded + 0.0).ToString("#,0.##########", CultureInfo.InvariantCulture);
    }
}
