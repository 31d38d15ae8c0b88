namespace ScottPlot.TickGenerators;

/// <summary>Divides the space between major ticks evenly.</summary>
public sealed class EvenlySpacedMinorTickGenerator(double minorTickPerMajorTick) : IMinorTickGenerator
{
    public double MinorTicksPerMajorTick { get; set; } = minorTickPerMajorTick;

    public IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange)
    {
        if (majorTicks is null || majorTicks.Length < 2)
            return [];
        var spacing = (majorTicks[1] - majorTicks[0]) / MinorTicksPerMajorTick;
        return Decades
            .Starts(majorTicks)
            .SelectMany(start => Decades.Steps(MinorTicksPerMajorTick).Select(i => start + (i * spacing)))
            .Where(visibleRange.Contains);
    }
}

/// <summary>Minor ticks for an axis of base-10 logarithms, whose major ticks lie one decade apart.</summary>
public sealed class LogMinorTickGenerator : IMinorTickGenerator
{
    /// <summary>The number of parts of equal length in linear units into which a decade is divided.</summary>
    public int Divisions { get; set; } = 5;

    public IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange)
    {
        if (majorTicks is null || majorTicks.Length < 2)
            return [];
        var decade = majorTicks[1] - majorTicks[0];
        return Decades
            .Starts(majorTicks)
            .SelectMany(start =>
                Decades.Steps(Divisions).Select(i => start + (decade * Math.Log10(i * 10 / Divisions)))
            )
            .Where(visibleRange.Contains);
    }
}

/// <summary>Minor ticks for an axis of base-10 logarithms, wherever its major ticks lie.</summary>
public sealed class LogDecadeMinorTickGenerator : IMinorTickGenerator
{
    public int TicksPerDecade { get; set; } = 10;

    public IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange)
    {
        var first = (int)Math.Floor(visibleRange.Min);
        var count = (int)Math.Ceiling(visibleRange.Max) - first;
        return Enumerable
            .Range(first, Math.Max(count, 0))
            .SelectMany(start => Decades.Steps(TicksPerDecade).Select(i => start + Math.Log10(i * 10 / TicksPerDecade)))
            .Where(visibleRange.Contains);
    }
}

internal static class Decades
{
    /// <summary>The major ticks and the place where one before the first would be.</summary>
    public static IEnumerable<double> Starts(double[] majors) => majors.Prepend((2 * majors[0]) - majors[1]);

    /// <summary>1, 2, ... below <paramref name="parts"/>.</summary>
    public static IEnumerable<int> Steps(double parts) =>
        Enumerable.Range(1, Math.Max((int)Math.Ceiling(parts) - 1, 0));
}
