using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>
/// What the network linearized at each onset time reaches, beside its nonlinear control, a linear probe, the parent at that time, and full
/// training: the paper's Figure 8. Beside it the share of the gap to full training that the learned kernel has closed.
/// </summary>
internal static class NtkErrorFigure
{
    public static Figure Of(FigureTables tables) => new(2, [Error(tables), Gap(tables)], 480, 400);

    public static Panel Error(FigureTables tables)
    {
        var panel = new Panel("Linearized networks", "onset time (epochs)", "test error (%)", Scale.Time);
        (string Name, Func<OnsetRow, double> Error, string Stage, string Variant)[] curves =
        [
            ("linearized", o => o.NtkError, "linearized", ""),
            ("nonlinear control", o => o.ControlError, "control", "same"),
            ("linear probe", o => o.ProbeError, "probe", ""),
            // What is linearized is measured before it is trained.
            ("parent at onset", o => o.ParentError, "linearized", ""),
            ("control, frozen statistics", o => o.FrozenControlError, "control", "frozen"),
        ];
        foreach (var (i, (name, error, stage, variant)) in curves.Index())
            panel.Curve(
                CurvePoints.By(
                    tables.Onsets,
                    o => o.Time,
                    o => 100 * error(o),
                    o => [tables.Name(stage, o.Seed, o.Time, variant)]
                ),
                Theme.Series(i),
                name
            );
        if (!panel.HasData)
            return panel;
        KeepToWhatIsCompared(panel, tables);
        panel.Level([.. tables.Plateaus.Select(p => 100 * p.PlateauError)], "plateau");
        panel.Level([.. tables.Plateaus.Select(p => 100 * p.FinalError)], "end of training", dashed: true);
        var open = tables.Onsets.Where(o => o.StillImproving).Select(o => o.Time).Distinct().Order().ToList();
        if (open.Count > 0)
            panel.Note(
                $"Still improving at the last epoch, so an upper bound: onset {string.Join(", ", open.Select(Theme.Text))}."
            );
        tables.LeftOut.SayOnsets(panel);
        return panel;
    }

    // The parent guesses at onset 0: shown whole, its curve would press all others together.
    private static void KeepToWhatIsCompared(Panel panel, FigureTables tables)
    {
        double[] parent = [.. tables.Onsets.Select(o => 100 * o.ParentError).Where(double.IsFinite)];
        double[] others =
        [
            .. tables
                .Onsets.SelectMany(o => new[] { o.NtkError, o.ControlError, o.ProbeError, o.FrozenControlError })
                .Concat(tables.Plateaus.SelectMany(p => new[] { p.PlateauError, p.FinalError }))
                .Select(e => 100 * e)
                .Where(double.IsFinite),
        ];
        if (parent.Length == 0 || others.Length == 0 || parent.Max() < 1.5 * others.Max())
            return;
        var (least, most) = (Math.Min(others.Min(), parent.Min()), others.Max());
        panel.LimitsY = (least - (0.08 * (most - least)), most + (0.35 * (most - least)));
        panel.Note(
            $"The parent's error at an onset is up to {Theme.Text(Math.Round(parent.Max()))} %, above the panel."
        );
    }

    /// <summary>(paper.md, <c>gap_closed</c>).</summary>
    public static Panel Gap(FigureTables tables)
    {
        var panel = new Panel(
            "Gap to full training closed",
            "onset time (epochs)",
            "of error(0) − plateau (%)",
            Scale.Time
        );
        panel.Curve(Measured.Points(tables, "gap_closed", 100), Theme.Series(0), "");
        if (panel.HasData)
            panel.Level([100], "plateau");
        tables.LeftOut.SayOnsets(panel);
        return panel;
    }
}
