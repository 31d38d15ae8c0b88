using System.Globalization;
using NtkRepro.Metrics;

namespace NtkRepro.Figures;

/// <summary>The training curves of every kind of run, and the rates that were tried for linearized networks.</summary>
internal static class TrainingFigure
{
    public static Figure Of(FigureTables tables) =>
        new(
            3,
            [
                Parents(tables),
                Losses(tables, "child", "", "Loss of children", "time (epochs)"),
                Rates(tables),
                Errors(tables, "linearized", "", "Linearized at epoch t, while they train"),
                Errors(tables, "control", "same", "Nonlinear controls from epoch t"),
                Losses(tables, "linearized", "", "Loss of linearized networks", "epochs since the onset"),
            ],
            420,
            370
        );

    private static Panel Parents(FigureTables tables)
    {
        var panel = new Panel("Parent", "time (epochs)", "error (%)");
        var rows = tables.Training.Where(t => t.Kind == "parent").ToList();
        panel.Band(
            CurvePoints.By(rows, t => t.Epoch, t => 100 * t.TestError, t => Names(tables, t)),
            Theme.Series(0),
            "test"
        );
        panel.Band(
            CurvePoints.By(rows, t => t.Epoch, t => 100 * t.ValidationError, t => Names(tables, t)),
            Theme.Series(1),
            "validation"
        );
        if (!panel.HasData)
            return panel;
        panel.Level([.. tables.Plateaus.Select(p => 100 * p.PlateauError)], "plateau");
        panel.Level([.. tables.Plateaus.Select(p => 100 * p.TrainError)], "training error at T", dashed: true);
        panel.LeftOut(tables.LeftOut.Parents, "parent");
        return panel;
    }

    private static Panel Losses(FigureTables tables, string kind, string variant, string title, string label)
    {
        var panel = new Panel(title, label, "loss of minibatches (nats)", yScale: Scale.Logarithmic);
        Draw(panel, tables, kind, variant, t => t.BatchLoss);
        return panel;
    }

    private static Panel Errors(FigureTables tables, string kind, string variant, string title)
    {
        var panel = new Panel(title, "epochs since the onset", "test error (%)");
        Draw(panel, tables, kind, variant, t => 100 * t.TestError);
        return panel;
    }

    private static void Draw(
        Panel panel,
        FigureTables tables,
        string kind,
        string variant,
        Func<TrainingRow, double> value
    )
    {
        var rows = tables.Training.Where(t => t.Kind == kind && (variant.Length == 0 || t.Variant == variant));
        foreach (var (group, style, name) in Times.Split(panel, rows, t => t.Time, tables.Times))
            panel.Band(CurvePoints.By(group, t => t.Epoch, value, t => Names(tables, t)), style, name);
        tables.LeftOut.SayRuns(panel, kind);
    }

    private static Panel Rates(FigureTables tables)
    {
        var panel = new Panel(
            "Learning rates tried for linearized networks",
            "learning rate",
            "least validation error (%)",
            Scale.Logarithmic
        );
        panel.Curve(
            CurvePoints.By(
                tables.Calibration,
                c => c.Rate,
                c => 100 * c.ValidationError,
                c => [tables.Name("trial", c.Seed, c.Onset, ((decimal)c.Rate).ToString(CultureInfo.InvariantCulture))]
            ),
            Theme.Series(0),
            ""
        );
        if (tables.Calibration.FirstOrDefault(c => c.Chosen) is { } chosen)
            panel.Place(chosen.Rate, "chosen");
        return panel;
    }

    private static string?[] Names(FigureTables tables, TrainingRow row) =>
        [tables.Name(row.Kind, row.Seed, row.Time, row.Variant)];
}
