using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>Test error along the line between two children, for each spawn time, on test and on training images.</summary>
internal static class InterpolationFigure
{
    public static Figure Of(FigureTables tables) => new(2, [Along(tables), AlongTraining(tables)], 480, 420);

    public static Panel Along(FigureTables tables) =>
        Along(tables, "Between children spawned at epoch t", "test error (%)", c => c.TestError);

    private static Panel AlongTraining(FigureTables tables) =>
        Along(tables, "The same on training images", "training error (%)", c => c.TrainError);

    private static Panel Along(FigureTables tables, string title, string label, Func<CurveRow, double> error)
    {
        var panel = new Panel(title, "α of α w + (1 − α) w′", label);
        foreach (var (group, style, name) in Times.Split(panel, tables.BarrierCurves, c => c.Time, tables.Times))
            panel.Spread(
                CurvePoints.By(group, c => c.Alpha, c => 100 * error(c), c => [tables.Name("barrier", c.Seed, c.Time)]),
                style,
                name
            );
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }
}
