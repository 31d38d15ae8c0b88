using ScottPlot.TickGenerators;

namespace NtkRepro.Figures;

/// <summary>Ticks of an axis in the units of its labels.</summary>
internal static class LinearTicks
{
    /// <summary>As many labels as there is room for, with a minus sign where one is needed, and a tick halfway between two.</summary>
    public static NumericAutomatic New()
    {
        var ticks = new NumericAutomatic { MinorTickGenerator = new EvenlySpacedMinorTickGenerator(2) };
        var format = ticks.LabelFormatter;
        ticks.LabelFormatter = value => format(value).Replace('-', '−');
        return ticks;
    }
}
