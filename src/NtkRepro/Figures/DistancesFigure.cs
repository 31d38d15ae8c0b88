using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>How far apart children of one parent end, by each measure, against when they were spawned.</summary>
internal static class DistancesFigure
{
    public static Figure Of(FigureTables tables) =>
        new(
            3,
            [
                Barrier(tables),
                Against(tables, "Function distance", "test images that differ (%)", p => 100 * p.FunctionDistance),
                Against(tables, "ReLU distance", "activations that differ (%)", p => 100 * p.ReluDistance),
                Against(tables, "Loss barrier", "test loss barrier (nats)", p => p.TestLossBarrier),
                Against(tables, "Weight distance", "‖w − w′‖ / mean norm", p => p.WeightDistance),
                Against(tables, "Kernel distance", "S(w, w′), 0 to 1", p => p.KernelDistance),
            ],
            400,
            320
        );

    /// <summary>On test and on training images.</summary>
    public static Panel Barrier(FigureTables tables)
    {
        var panel = Against(
            tables,
            "Error barrier",
            "error barrier (points)",
            p => 100 * p.TrainErrorBarrier,
            1,
            "training images"
        );
        panel.Curve(
            CurvePoints.By(tables.Barriers, p => p.Time, p => 100 * p.TestErrorBarrier, p => Names(tables, p)),
            Theme.Series(0),
            "test images"
        );
        return panel;
    }

    /// <summary>A measure of pairs against spawn time.</summary>
    public static Panel Against(
        FigureTables tables,
        string title,
        string label,
        Func<PairRow, double> value,
        int series = 0,
        string name = ""
    )
    {
        var panel = new Panel(title, "spawn time (epochs)", label, Scale.Time);
        panel.Curve(
            CurvePoints.By(tables.Barriers, p => p.Time, value, p => Names(tables, p)),
            Theme.Series(series),
            name
        );
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }

    /// <summary>The barrier that a pair's row is of.</summary>
    public static string?[] Names(FigureTables tables, PairRow pair) => [tables.Name("barrier", pair.Seed, pair.Time)];
}
