using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>
/// Ridge regression with the kernel beside the linearized network trained on the same images, and whether the kernel is definite
/// enough for the two to be one (paper.md, <c>kernel_regression</c>).
/// </summary>
internal static class RegressionFigure
{
    public static Figure Of(FigureTables tables) =>
        new(2, [Error(tables), Difference(tables), Smallest(tables), Condition(tables)]);

    public static Panel Error(FigureTables tables)
    {
        var panel = Panel(tables, "Trained on the probes alone", "test error (%)");
        var rows = tables.Regressions;
        panel.Curve(
            CurvePoints.By(rows, r => r.Time, r => 100 * r.RegressionError, r => Names(tables, r)),
            Theme.Series(0),
            "kernel regression"
        );
        panel.Curve(
            CurvePoints.By(rows, r => r.Time, r => 100 * r.DescentError, r => Names(tables, r)),
            Theme.Series(1),
            "gradient descent"
        );
        return panel;
    }

    public static Panel Difference(FigureTables tables)
    {
        var panel = Panel(tables, "Largest difference of a test logit", "of the largest change (%)", Scale.Logarithmic);
        panel.Curve(
            CurvePoints.By(tables.Regressions, r => r.Time, r => 100 * r.Difference, r => Names(tables, r)),
            Theme.Series(0),
            ""
        );
        return panel;
    }

    private static Panel Smallest(FigureTables tables)
    {
        var panel = Panel(tables, "Smallest eigenvalue of the kernel", "smallest eigenvalue", Scale.Logarithmic);
        // Of a singular kernel the smallest eigenvalue is noise, of either sign.
        var rows = tables.Regressions.Where(r => !r.Singular);
        panel.Curve(CurvePoints.By(rows, r => r.Time, r => r.Smallest, r => Names(tables, r)), Theme.Series(0), "");
        var singular = tables.Regressions.Where(r => r.Singular).Select(r => r.Time).Distinct().Order().ToList();
        if (singular.Count > 0)
            panel.Note($"Singular to working precision at onset {string.Join(", ", singular.Select(Theme.Text))}.");
        return panel;
    }

    private static Panel Condition(FigureTables tables)
    {
        var panel = Panel(tables, "Condition number of the kernel", "largest / smallest eigenvalue", Scale.Logarithmic);
        var definite = tables.Regressions.Where(r => !r.Singular);
        panel.Curve(
            CurvePoints.By(definite, r => r.Time, r => r.ConditionNumber, r => Names(tables, r)),
            Theme.Series(0),
            ""
        );
        return panel;
    }

    private static Panel Panel(FigureTables tables, string title, string label, Scale scale = Scale.Linear)
    {
        var panel = new Panel(title, "onset time (epochs)", label, Scale.Time, scale);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    private static string?[] Names(FigureTables tables, RegressionRow row) =>
        [tables.Name("regression", row.Seed, row.Time)];
}
