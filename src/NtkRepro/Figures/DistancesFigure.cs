using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>How far apart children of one parent end, by each measure, against when they were spawned.</summary>
internal static class DistancesFigure
{
    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(
            path,
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

    public static Panel Barrier(FigureTables tables) =>
        Against(tables, "Error barrier", "test error barrier (points)", p => 100 * p.TestErrorBarrier);

    /// <summary>A measure of pairs against spawn time, a curve for each learning rate.</summary>
    public static Panel Against(FigureTables tables, string title, string label, Func<PairRow, double> value)
    {
        var panel = new Panel(title, "spawn time (epochs)", label);
        Rates.Draw(panel, tables.Barriers, p => p.Rate, rows => CurvePoints.By(rows, p => p.Time, value));
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }
}
