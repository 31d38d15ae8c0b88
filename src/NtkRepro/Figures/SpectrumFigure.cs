using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>The shape of the parent's kernel over time (paper.md, <c>spectrum</c>).</summary>
internal static class SpectrumFigure
{
    private const int MostSpectra = 8;

    public static Figure Of(FigureTables tables) =>
        new(
            2,
            [
                Shares(tables),
                OverTime(tables, "Effective rank", "exp(entropy of shares)", s => s.EffectiveRank),
                OverTime(tables, "Alignment", "kernel-target alignment, −1 to 1", s => s.Alignment),
                Condition(tables),
            ]
        );

    public static Panel Shares(FigureTables tables)
    {
        var panel = new Panel(
            "Eigenvalues of the kernel at epoch t",
            "rank",
            "share of the trace",
            Scale.Logarithmic,
            Scale.Logarithmic
        );
        foreach (var (group, style, name) in Times.Split(panel, tables.Eigenvalues, e => e.Time, [], MostSpectra))
            panel.Band(
                CurvePoints.By(
                    group,
                    e => e.Rank,
                    e => e.Share > 0 ? e.Share : double.NaN,
                    e => [tables.Name("spectrum", e.Seed, e.Time)]
                ),
                style,
                name
            );
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    public static Panel OverTime(FigureTables tables, string title, string label, Func<SpectrumRow, double> value)
    {
        var panel = new Panel(title, "time (epochs)", label);
        panel.Band(CurvePoints.By(tables.Spectra, s => s.Time, value, s => Names(tables, s)), Theme.Series(0), "");
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    // It may be known at a few times alone, which only markers show.
    private static Panel Condition(FigureTables tables)
    {
        var panel = new Panel(
            "Condition number",
            "time (epochs)",
            "largest / smallest eigenvalue",
            yScale: Scale.Logarithmic
        );
        panel.Curve(
            CurvePoints.By(tables.Spectra, s => s.Time, s => s.ConditionNumber, s => Names(tables, s)),
            Theme.Series(0),
            ""
        );
        if (tables.Spectra.Any(s => double.IsInfinity(s.ConditionNumber)))
            panel.Note("Condition number: where the kernel is not singular in float32.");
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    /// <summary>The instance that a row of the spectra comes from.</summary>
    public static string?[] Names(FigureTables tables, SpectrumRow row) =>
        [tables.Name("spectrum", row.Seed, row.Time)];
}
