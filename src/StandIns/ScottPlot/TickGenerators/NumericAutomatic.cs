using System.Globalization;
using System.Runtime.InteropServices;

namespace ScottPlot.TickGenerators;

/// <summary>
/// Ticks at multiples of 1, 2 or 5 times a power of ten, as dense as their labels allow without touching, and four unlabeled ones
/// between any two.
/// </summary>
internal sealed class NumericAutomatic : ITickGenerator
{
    /// <summary>Labels never come closer than this many times the font size.</summary>
    private const float HorizontalGap = 1.5f;
    private const float VerticalGap = 1f;
    private const int PartsPerMajor = 5;

    private Tick[] _ticks = [];

    Tick[] ITickGenerator.Ticks => _ticks;

    void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle)
    {
        if (length <= 0)
        {
            _ticks = [];
            return;
        }

        var majors = MajorTicks(range, edge, length, labelStyle);
        var positions = majors.Select(tick => tick.Position).ToArray();
        var minors = Between(positions)
            .Where(range.Contains)
            .Where(minor => !Array.Exists(positions, major => Math.Abs(major - minor) < range.Length * 1e-9));
        _ticks = [.. majors, .. minors.Select(x => new Tick(x, string.Empty, IsMajor: false))];
    }

    /// <summary>
    /// A plain decimal with at most ten significant digits and with thousands separators ("1,500", "0.25"); from ten million
    /// upwards and below one ten-thousandth, a power of ten ("2e7", "5e-6").
    /// </summary>
    private static string Label(double value)
    {
        var size = Math.Abs(value);
        if (size is >= 1e7 or < 1e-4 && value != 0)
            return value.ToString("0.#########e0", CultureInfo.InvariantCulture);
        var rounded = double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (rounded + 0.0).ToString("#,0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>The places that divide the space between ticks, and before the first, evenly.</summary>
    private static IEnumerable<double> Between(double[] majors)
    {
        if (majors.Length < 2)
            return [];
        var spacing = (majors[1] - majors[0]) / PartsPerMajor;
        return majors
            .Prepend((2 * majors[0]) - majors[1])
            .SelectMany(start => Enumerable.Range(1, PartsPerMajor - 1).Select(i => start + (i * spacing)));
    }

    private static Tick[] MajorTicks(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle)
    {
        Tick[] ticks = [];
        foreach (var step in Steps(range.Length * 4 / length))
        {
            ticks = [.. Multiples(step, range).Select(x => new Tick(x, Label(x), IsMajor: true))];
            if (step.Value * length / range.Length >= NeededSpacing(ticks, edge, labelStyle))
                break;
        }

        return ticks;
    }

    private static double NeededSpacing(Tick[] ticks, Edge edge, LabelStyle labelStyle)
    {
        var sizes = ticks.Select(tick => Rendering.TextMetrics.Measure(tick.Label, labelStyle));
        var label = sizes.Select(size => edge.IsHorizontal() ? size.Width : size.Height).DefaultIfEmpty().Max();
        return label + (labelStyle.FontSize * (edge.IsHorizontal() ? HorizontalGap : VerticalGap));
    }

    /// <summary>The steps from the power of ten at or below <paramref name="least"/>, finest first.</summary>
    private static IEnumerable<Step> Steps(double least)
    {
        var exponent = (int)Math.Floor(Math.Log10(least));
        for (var decade = exponent; decade < exponent + 8; decade++)
        {
            yield return new(1, decade);
            yield return new(2, decade);
            yield return new(5, decade);
        }
    }

    private static IEnumerable<double> Multiples(Step step, CoordinateRange range)
    {
        // A hair of tolerance keeps the multiples at which the range ends.
        var first = Math.Ceiling((range.Min / step.Value) - 1e-9);
        var last = Math.Floor((range.Max / step.Value) + 1e-9);

        // Counted from the first: where the range is too narrow for its magnitude, adding 1 would change nothing.
        for (var i = 0; i < 1000 && first + i <= last; i++)
            yield return Math.Clamp(step.Times(first + i), range.Min, range.Max) + 0.0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(int Mantissa, int Exponent)
    {
        public double Value => Times(1);

        /// <summary>A multiple; division by a whole power of ten gives the double nearest to the decimal.</summary>
        public double Times(double i) =>
            Exponent < 0 ? i * Mantissa / Math.Pow(10, -Exponent) : i * Mantissa * Math.Pow(10, Exponent);
    }
}
