namespace NtkRepro.Figures;

/// <summary>The nonlinear advantage with the error barrier, over time and against it: the paper's Figure 9.</summary>
internal static class AdvantageFigure
{
    public static Figure Of(FigureTables tables) => new(2, [OverTime(tables), AgainstBarrier(tables)], 480, 400);

    public static Panel OverTime(FigureTables tables)
    {
        var panel = new Panel(
            "Nonlinear advantage and barrier",
            "onset or spawn time (epochs)",
            "test error (points)",
            Scale.Time
        );
        panel.Zero();
        (string Measure, string Name)[] curves =
        [
            ("nonlinear_advantage", "nonlinear advantage"),
            ("barrier", "error barrier"),
            ("frozen_advantage", "advantage, frozen statistics"),
        ];
        foreach (var (i, (measure, name)) in curves.Index())
            panel.Curve(Measured.Points(tables, measure, 100), Theme.Series(i), name);
        tables.LeftOut.SayOnsets(panel);
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }

    /// <summary>A point for each seed and time at which both were measured.</summary>
    public static Panel AgainstBarrier(FigureTables tables) =>
        Scatter.Panel(
            tables,
            "Advantage against barrier",
            ("barrier", "error barrier (points)", 100),
            ("nonlinear_advantage", "nonlinear advantage (points)", 100)
        );
}
