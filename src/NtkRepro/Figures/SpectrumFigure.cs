using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>The shape of the parent's kernel over time (paper.md, <c>spectrum</c>).</summary>
internal static class SpectrumFigure
{
    private const int MostSpectra = 8;

    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(
            path,
            2,
            [
                Shares(tables),
                OverTime(tables, "Effective rank", "exp(entropy of shares)", s => s.EffectiveRank),
                OverTime(tables, "Alignment", "kernel-target alignment, −1 to 1", s => s.Alignment),
                OverTime(
                    tables,
                    "Condition number",
                    "largest / smallest eigenvalue",
                    s => s.ConditionNumber,
                    Scale.Logarithmic
                ),
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
            panel.Band(CurvePoints.By(group, e => e.Rank, e => e.Share > 0 ? e.Share : double.NaN), style, name);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    public static Panel OverTime(
        FigureTables tables,
        string title,
        string label,
        Func<SpectrumRow, double> value,
        Scale scale = Scale.Linear
    )
    {
        var panel = new Panel(title, "time (epochs)", label, yScale: scale);
        panel.Band(CurvePoints.By(tables.Spectra, s => s.Time, value), Theme.Series(0), "");
        if (tables.Spectra.Any(s => double.IsInfinity(value(s))))
            panel.Note($"{title}: where the kernel is not singular in float32.");
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }
}
