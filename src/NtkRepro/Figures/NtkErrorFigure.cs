using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>What the network linearized at each onset time reaches, and how many times better that is than at time 0.</summary>
internal static class NtkErrorFigure
{
    public static void Draw(string path, FigureTables tables) =>
        FigureFile.Save(path, 2, [Error(tables), Factor(tables)]);

    /// <summary>The gain that the paper reports at epochs 3 to 4 (paper.md, <c>factor3</c>).</summary>
    private const double PaperFactor = 3;

    public static Panel Error(FigureTables tables)
    {
        var panel = new Panel("Linearized networks", "onset time (epochs)", "final test error (%)");
        Rates.Draw(panel, tables.Onsets, o => o.Rate, rows => CurvePoints.By(rows, o => o.Time, o => 100 * o.NtkError));
        if (panel.HasData)
            panel.Level([.. tables.Runs.Where(r => r.Kind == "parent").Select(r => 100 * r.TestError)], "full network");
        panel.LeftOut(tables.LeftOut.Onsets, "linearized run or twin", "linearized runs or twins");
        return panel;
    }

    public static Panel Factor(FigureTables tables)
    {
        var panel = new Panel(
            "Gain over the initial kernel",
            "onset time t (epochs)",
            "error at onset 0 / error at onset t"
        );
        Rates.Draw(panel, Factors(tables.Onsets), f => f.Rate, rows => CurvePoints.By(rows, f => f.Time, f => f.Value));
        if (panel.HasData)
            panel.Level([PaperFactor], "paper");
        panel.LeftOut(tables.LeftOut.Onsets, "linearized run or twin", "linearized runs or twins");
        return panel;
    }

    /// <summary>Each seed is compared with itself; a seed without onset 0 has no factor.</summary>
    private static IEnumerable<(double Rate, double Time, double Value)> Factors(IReadOnlyList<OnsetRow> onsets) =>
        from onset in onsets
        join initial in onsets.Where(o => o.Time == 0) on (onset.Seed, onset.Rate) equals (initial.Seed, initial.Rate)
        select (onset.Rate, onset.Time, initial.NtkError / onset.NtkError);
}
