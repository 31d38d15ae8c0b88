namespace NtkRepro.Figures;

/// <summary>The nonlinear advantage at each learning rate, beside the error barrier and against it.</summary>
internal static class AdvantageFigure
{
    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(path, 2, [OverTime(tables), AgainstBarrier(tables)]);

    public static Panel OverTime(FigureTables tables)
    {
        var panel = new Panel("Nonlinear advantage and barrier", "onset or spawn time (epochs)", "test error (points)");
        panel.Zero();
        var next = Rates.Draw(
            panel,
            tables.Onsets,
            o => o.Rate,
            rows => CurvePoints.By(rows, o => o.Time, o => 100 * o.NonlinearAdvantage),
            "advantage"
        );
        panel.Curve(
            CurvePoints.By(
                tables.Barriers.Where(p => p.Rate == Rates.Base),
                p => p.Time,
                p => 100 * p.TestErrorBarrier
            ),
            Theme.Series(Math.Max(next, 2)),
            "error barrier"
        );
        panel.LeftOut(tables.LeftOut.Onsets, "linearized run or twin", "linearized runs or twins");
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }

    /// <summary>A point for each seed and time at which both were measured, the barrier as the mean over pairs.</summary>
    public static Panel AgainstBarrier(FigureTables tables)
    {
        var panel = new Panel("One against the other", "error barrier (points)", "nonlinear advantage (points)");
        panel.Zero();
        var barriers = tables
            .Barriers.Where(p => double.IsFinite(p.TestErrorBarrier))
            .GroupBy(p => (p.Seed, p.Rate, CurvePoints.Key(p.Time)))
            .ToDictionary(g => g.Key, g => 100 * g.Select(p => p.TestErrorBarrier).Order().Average());
        var rates = tables
            .Onsets.GroupBy(o => o.Rate)
            .OrderByDescending(g => g.Key == Rates.Base)
            .ThenByDescending(g => g.Key);
        foreach (var (i, rate) in rates.Index())
        {
            var points = rate.Where(o => double.IsFinite(o.NonlinearAdvantage))
                .OrderBy(o => (o.Time, o.Seed))
                .Select(o =>
                    (
                        Barrier: barriers.GetValueOrDefault((o.Seed, o.Rate, CurvePoints.Key(o.Time)), double.NaN),
                        Advantage: 100 * o.NonlinearAdvantage
                    )
                )
                .Where(p => double.IsFinite(p.Barrier))
                .ToList();
            if (points.Count == 0)
                continue;
            var style = Theme.Series(i);
            double[] xs = [.. points.Select(p => p.Barrier)];
            double[] ys = [.. points.Select(p => p.Advantage)];
            var dots = panel.Plot.Add.ScatterPoints(xs, ys, style.Color);
            (dots.MarkerShape, dots.MarkerSize, dots.LegendText) = (
                style.Marker,
                Theme.MarkerSize,
                Rates.Name(rate.Key)
            );
            panel.HasData = true;
        }
        panel.LeftOut(tables.LeftOut.Onsets, "linearized run or twin", "linearized runs or twins");
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }
}
