using System.Runtime.InteropServices;

namespace ScottPlot.TickGenerators;

/// <summary>
/// Ticks at multiples of 1, 2 or 5 times a power of ten, as dense as their labels allow without touching.
/// </summary>
public sealed class NumericAutomatic : ITickGenerator
{
    /// <summary>Labels never come closer than this many times the font size.</summary>
    private const float HorizontalGap = 1.5f;
    private const float VerticalGap = 1f;

    public Tick[] Ticks { get; set; } = [];
    public int MaxTickCount { get; set; } = 1000;
    public bool IntegerTicksOnly { get; set; }
    public Func<double, string> LabelFormatter { get; set; } = LabelFormatters.Numeric;
    public IMinorTickGenerator MinorTickGenerator { get; set; } = new EvenlySpacedMinorTickGenerator(5);

    /// <summary>The least distance between major ticks, in pixels.</summary>
    public float MinimumTickSpacing { get; set; }

    /// <summary>1 by default; a smaller value gives fewer ticks.</summary>
    public double TickDensity { get; set; } = 1.0;

    /// <summary>About this many major ticks, whatever the size of their labels.</summary>
    public int? TargetTickCount;

    void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle)
    {
        if (!double.IsFinite(range.Span) || range.Span == 0 || length <= 0)
        {
            Ticks = [];
            return;
        }

        var majors = MajorTicks(range, edge, length, labelStyle);
        var positions = majors.Select(tick => tick.Position).ToArray();
        var minors = MinorTickGenerator
            .GetMinorTicks(positions, range)
            .Where(range.Contains)
            .Where(minor => !Array.Exists(positions, major => Math.Abs(major - minor) < range.Length * 1e-9));
        Ticks = [.. majors, .. minors.Select(Tick.Minor)];
    }

    private Tick[] MajorTicks(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle)
    {
        Tick[] ticks = [];
        foreach (var step in Steps(range.Length * 4 / length))
        {
            ticks = [.. Multiples(step, range).Select(x => Tick.Major(x, LabelFormatter(x)))];
            var spacing = step.Value * length / range.Length;
            if (ticks.Length <= MaxTickCount && spacing >= NeededSpacing(ticks, edge, length, labelStyle))
                break;
        }

        return ticks;
    }

    private double NeededSpacing(Tick[] ticks, Edge edge, float length, LabelStyle labelStyle)
    {
        if (TargetTickCount is { } count)
            return length / (double)(count + 1);
        var sizes = ticks.Select(tick => Rendering.TextMetrics.Measure(tick.Label, labelStyle));
        var label = sizes.Select(size => edge.IsVertical() ? size.Height : size.Width).DefaultIfEmpty().Max();
        var gap = labelStyle.FontSize * (edge.IsVertical() ? VerticalGap : HorizontalGap);
        return Math.Max(label + gap, MinimumTickSpacing) / TickDensity;
    }

    /// <summary>The steps from the first that is not below <paramref name="least"/>, finest first.</summary>
    private IEnumerable<Step> Steps(double least)
    {
        var exponent = (int)Math.Floor(Math.Log10(least));
        if (IntegerTicksOnly)
            exponent = Math.Max(exponent, 0);
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
        for (double i = first; i <= last && i < first + 1000; i++)
            yield return Math.Clamp(step.Times(i), range.Min, range.Max) + 0.0;
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
