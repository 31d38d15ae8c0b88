namespace NtkRepro.Figures;

/// <summary>Test error along the line between two children, for each spawn time, at the base learning rate.</summary>
internal static class InterpolationFigure
{
    public static void Draw(string path, FigureTables tables) => FigureFile.Save(path, 1, [Along(tables)], 560, 420);

    public static Panel Along(FigureTables tables)
    {
        var panel = new Panel("Between children spawned at epoch t", "α of α w + (1 − α) w′", "test error (%)");
        var rows = tables.BarrierCurves.Where(c => c.Rate == Rates.Base);
        foreach (var (group, style, name) in Times.Split(panel, rows, c => c.Time, tables.Times))
            panel.Spread(CurvePoints.By(group, c => c.Alpha, c => 100 * c.TestError), style, name);
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }
}
