namespace NtkRepro.Figures;

/// <summary>How fast a perturbed copy of the parent leaves it: the exponent over time, and the separations that it was fitted to.</summary>
internal static class SensitivityFigure
{
    public static Figure Of(FigureTables tables) => new(2, [Exponent(tables), Separation(tables)]);

    public static Panel Exponent(FigureTables tables)
    {
        var panel = new Panel(
            "Finite-time Lyapunov exponent",
            "time of the perturbation (epochs)",
            "exponent (per epoch)"
        );
        panel.Zero();
        panel.Curve(
            CurvePoints.By(
                tables.Sensitivities,
                s => s.Time,
                s => s.Exponent,
                s => [tables.Name("sensitivity", s.Seed, s.Time)]
            ),
            Theme.Series(0),
            ""
        );
        panel.LeftOut(tables.LeftOut.Copies, "copy", "copies");
        return panel;
    }

    public static Panel Separation(FigureTables tables)
    {
        var panel = new Panel(
            "Separation after a perturbation at epoch t",
            "epochs since",
            "RMS distance of logits",
            yScale: Scale.Logarithmic
        );
        foreach (var (group, style, name) in Times.Split(panel, tables.Separations, s => s.Time, tables.Times))
        {
            var points = CurvePoints.By(
                group,
                s => s.Elapsed,
                s => s.Distance > 0 ? s.Distance : double.NaN,
                s => [tables.Name("sensitivity", s.Seed, s.Time)]
            );
            panel.Spread(points, style, name);
        }
        panel.LeftOut(tables.LeftOut.Copies, "copy", "copies");
        return panel;
    }
}
