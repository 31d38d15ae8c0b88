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
        var velocity = First(tables.KernelVelocities, v => v.Time, v => v.Velocity);
        panel.Band(
            CurvePoints.By(
                tables.KernelVelocities,
                v => v.Time,
                v => 100 * v.Velocity / velocity,
                v => KernelFigure.Names(tables, v)
            ),
            Theme.Series(0),
            "kernel velocity"
        );
        (string Images, Func<PairRow, double> Barrier)[] kinds =
        [
            ("test", p => p.TestErrorBarrier),
            ("training", p => p.TrainErrorBarrier),
        ];
        foreach (var (i, (images, barrier)) in kinds.Index())
        {
            var first = First(tables.Barriers, p => p.Time, barrier);
            if (first < Least)
                panel.Note($"There is no barrier on {images} images at the first spawn time.");
            else
                panel.Curve(
                    CurvePoints.By(
                        tables.Barriers,
                        p => p.Time,
                        p => 100 * barrier(p) / first,
                        p => DistancesFigure.Names(tables, p)
                    ),
                    Theme.Series(i + 1),
                    $"barrier, {images} images"
                );
        }
        KernelFigure.MarkDrops(panel, tables);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        panel.LeftOut(tables.LeftOut.Pairs, "pair");
        return panel;
    }

    // The mean at the first time; NaN where nothing was measured.
    private static double First<T>(IReadOnlyList<T> rows, Func<T, double> at, Func<T, double> value) =>
        CurvePoints.By(rows, at, value) is [var first, ..] ? first.Mean : double.NaN;
}
