using ScottPlot.TickGenerators;

namespace NtkRepro.Figures;

/// <summary>
/// An axis on which 0, 0.1, 0.5, 1, 3, 10 and 30 epochs can all be read: a time t lies at log(1 + t / 0.1), near to linear before epoch 0.1
/// and logarithmic after.
/// </summary>
public static class TimeTicks
{
    /// <summary>Where the axis turns from nearly linear to logarithmic, epochs.</summary>
    public const double Knee = 0.1;

    /// <summary>The times that have labels.</summary>
    public static IReadOnlyList<double> Labelled { get; } = [0, 0.1, 0.5, 1, 3, 10, 30, 100, 300];
    private static readonly double[] Unlabelled = [0.2, 0.3, 0.4, 2, 4, 5, 6, 7, 8, 9, 20, 40, 50, 60, 70, 80, 90, 200];

    /// <summary>Where a time lies.</summary>
    public static double Place(double time) => Math.Log10(1 + (time / Knee));

    /// <summary>Ticks between two places.</summary>
    /// <param name="low">The place at the left end.</param>
    /// <param name="high">The place at the right end.</param>
    public static NumericManual Between(double low, double high)
    {
        var ticks = new NumericManual();
        foreach (var time in Labelled.Where(IsInside))
            ticks.AddMajor(Place(time), Theme.Text(time));
        foreach (var time in Unlabelled.Where(IsInside))
            ticks.AddMinor(Place(time));
        return ticks;

        bool IsInside(double time) => Place(time) >= low && Place(time) <= high;
    }
}
