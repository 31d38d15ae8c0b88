using MathNet.Numerics.Statistics;

namespace NtkRepro.Bench;

/// <summary>The middle of some numbers, and between what the middle half of them lies. Not numbers where there are none.</summary>
internal sealed record Spread(double Lower, double Median, double Upper)
{
    /// <summary>
    /// The quartiles by linear interpolation between the ordered numbers (Hyndman and Fan 1996, definition 7), so that they are
    /// within the range of even three of them.
    /// </summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] values = [.. numbers];
        return new Spread(At(0.25), At(0.5), At(0.75));

        double At(double share) =>
            values.Length == 0 ? double.NaN : values.QuantileCustom(share, QuantileDefinition.R7);
    }
}
