using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>
/// The question of the paper in two panels: whether kernel velocity and barrier fall together (its Figure 7, over time), and from when on the
/// learned kernel does what full training does (its Figure 8).
/// </summary>
internal static class TogetherFigure
{
    // A barrier of less is none, and its changes are noise.
    private const double Least = 0.01;

    public static Figure Of(FigureTables tables) => new(2, [Fall(tables), NtkErrorFigure.Error(tables)], 480, 400);

    /// <summary>Kernel velocity and error barriers by time, each in shares of its mean at the first time.</summary>
    public static Panel Fall(FigureTables tables)
    {
        var panel = new Panel(
            "Kernel velocity and error barrier",
            "time or spawn time (epochs)",
            "of its first value (%)",
            Scale.Time
        );
        panel.Zero();
        panel.Band(
            Shares(tables.KernelVelocities, v => v.Time, v => v.Velocity, v => KernelFigure.Names(tables, v)),
            Theme.Series(0),
            "kernel velocity"
        );
        if (First(tables.Barriers, p => p.Time, p => p.TestErrorBarrier) < Least)
            panel.Note("There is no barrier at the first spawn time.");
        (string Name, Func<PairRow, double> Barrier)[] barriers =
        [
            ("barrier, test images", p => p.TestErrorBarrier),
            ("barrier, training images", p => p.TrainErrorBarrier),
        ];
        foreach (var (i, (name, barrier)) in barriers.Index())
        {
            if (First(tables.Barriers, p => p.Time, barrier) >= Least)
                panel.Curve(
                    Shares(tables.Barriers, p => p.Time, barrier, p => DistancesFigure.Names(tables, p)),
                    Theme.Series(i + 1),
                    name
                );
        }
        KernelFigure.MarkDrops(panel, tables);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }

    private static IReadOnlyList<CurvePoint> Shares<T>(
        IReadOnlyList<T> rows,
        Func<T, double> at,
        Func<T, double> value,
        Func<T, IEnumerable<string?>> names
    )
    {
        var first = First(rows, at, value);
        return CurvePoints.By(rows, at, row => 100 * value(row) / first, names);
    }

    // NaN where nothing was measured.
    private static double First<T>(IReadOnlyList<T> rows, Func<T, double> at, Func<T, double> value) =>
        CurvePoints.By(rows, at, value) is [var first, ..] ? first.Mean : double.NaN;
}
