using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Linearization;

/// <summary>A rate of the grid and what the linearized network reached with it.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Onset">Epochs of the parent.</param>
/// <param name="BestEpoch">Epochs until the least validation error.</param>
/// <param name="StillImproving">Whether that is the last epoch.</param>
/// <param name="ValidationError">The least, a fraction.</param>
/// <param name="TrainError">Fraction wrong on the training set there.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
/// <param name="Chosen">Whether this is η_lin: the rate with the least mean validation error over seeds, the smallest of equals.</param>
public sealed record CalibrationRow(
    double Rate,
    int Seed,
    double Onset,
    double BestEpoch,
    bool StillImproving,
    double ValidationError,
    double TrainError,
    string Outcome,
    bool Chosen
);

/// <summary>Chooses the learning rate η_lin of linearized runs and controls, one number for a network on a dataset (paper.md, Runs 3).</summary>
public sealed class CalibrationStage : IStage
{
    /// <inheritdoc/>
    public string Name => "calibration";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var rows = context.Inputs("trial/performance.parquet").Select(Row).ToList();
        // A network that is not linearized has no trials.
        var rate = rows.Count == 0 ? double.NaN : Calibration.Choose(rows);
        Table.Write(context.Output("calibration.parquet"), rows.Select(row => row with { Chosen = row.Rate == rate }));
    }

    private static CalibrationRow Row(InputFile file)
    {
        var rows = Table.Read<PerformanceRow>(file.Path);
        var best = TrainingRun.BestOf(rows);
        return new CalibrationRow(
            (double)file.AxisNumber("rate"),
            (int)file.AxisNumber("seed"),
            (double)file.AxisNumber("time"),
            best.Epoch,
            best.Epoch == rows[^1].Epoch,
            best.ValidationError,
            best.TrainError,
            rows[^1].Outcome,
            Chosen: false
        );
    }
}

/// <summary>The choice of η_lin.</summary>
public static class Calibration
{
    /// <summary>
    /// The rate with the least validation error, in the mean over seeds; the smallest of equals. A rate at which a run diverged or guesses is chosen
    /// only where there is no other.
    /// </summary>
    public static double Choose(IReadOnlyList<CalibrationRow> rows) =>
        rows.GroupBy(row => row.Rate)
            .OrderBy(rate => rate.Any(row => row.Outcome != Outcomes.Trained))
            .ThenBy(rate => rate.Average(row => row.ValidationError))
            .ThenBy(rate => rate.Key)
            .First()
            .Key;

    /// <summary>η_lin, of a stage with the input <c>calibration/calibration.parquet</c>.</summary>
    public static double RateOf(StageContext context) =>
        Table.Read<CalibrationRow>(context.Input("calibration/calibration.parquet").Path).First(row => row.Chosen).Rate;
}
