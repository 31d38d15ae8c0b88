using NtkRepro.Data;
using NtkRepro.Linearization;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>Reads the runs of one network from what the training stages wrote.</summary>
internal static class RunRows
{
    /// <summary>Every run as it is judged, by kind, seed, time and variant.</summary>
    public static List<RunRow> Read(StageContext context, Schedule schedule)
    {
        var performances = RunFile.All(context, "performance.parquet", RunFile.Trained);
        var steps = schedule.StepsPerEpoch;
        var rates = context
            .Inputs("calibration/calibration.parquet")
            .SelectMany(f => Table.Read<CalibrationRow>(f.Path))
            .Where(row => row.Chosen)
            .Select(row => row.Rate)
            .ToList();
        return
        [
            .. performances.Select(file => Trained(file, RateOf(file), steps)),
            .. RunFile.All(context, "probe.parquet", ["probe"]).Select(file => Probe(file, steps)),
        ];

        double RateOf(RunFile file) => file.Kind is "parent" or "child" ? schedule.LearningRate : rates[0];
    }

    /// <summary>Every epoch of every run, trials too.</summary>
    public static List<TrainingRow> ReadTraining(StageContext context)
    {
        var logs = RunFile
            .All(context, "log.parquet", RunFile.ByEpochs)
            .ToDictionary(file => file.Run, file => Table.Read<LogRow>(file.Path));
        return
        [
            .. RunFile
                .All(context, "performance.parquet", RunFile.ByEpochs)
                .SelectMany(file => Epochs(file, Table.Read<PerformanceRow>(file.Path), logs[file.Run])),
        ];
    }

    private static IEnumerable<TrainingRow> Epochs(
        RunFile file,
        IReadOnlyList<PerformanceRow> performance,
        IReadOnlyList<LogRow> log
    )
    {
        var measured = performance.ToDictionary(row => row.Step);
        var logged = log.ToDictionary(row => row.Step);
        foreach (var step in measured.Keys.Union(logged.Keys).Order())
        {
            var (row, at) = (measured.GetValueOrDefault(step), logged.GetValueOrDefault(step));
            yield return new TrainingRow(
                file.Kind,
                file.Seed,
                file.Time,
                file.Variant,
                row?.Epoch ?? at!.Epoch,
                step,
                at?.LearningRate ?? 0,
                at?.BatchLoss ?? double.NaN,
                row?.TrainError ?? double.NaN,
                row?.TrainLoss ?? double.NaN,
                row?.ValidationError ?? double.NaN,
                row?.ValidationLoss ?? double.NaN,
                row?.TestError ?? double.NaN,
                row?.TestLoss ?? double.NaN
            );
        }
    }

    private static RunRow Trained(RunFile file, double rate, int stepsPerEpoch)
    {
        var rows = Table.Read<PerformanceRow>(file.Path);
        var stopsEarly = file.Kind is "linearized" or "control";
        var judged = stopsEarly ? TrainingRun.BestOf(rows) : rows[^1];
        return new RunRow(
            file.Kind,
            file.Seed,
            file.Time,
            Schedule.StepAt((decimal)file.Time, stepsPerEpoch),
            file.Variant,
            rate,
            judged.Epoch,
            judged.Step,
            stopsEarly && judged.Epoch == rows[^1].Epoch,
            judged.TrainError,
            judged.TrainLoss,
            judged.ValidationError,
            judged.ValidationLoss,
            judged.TestError,
            judged.TestLoss,
            rows.Min(row => double.IsNaN(row.TestError) ? 1 : row.TestError),
            // A run that blew up after its best epoch did so at a rate that is too large for it.
            rows[^1].Outcome == Outcomes.NonFinite
                ? Outcomes.NonFinite
                : judged.Outcome
        );
    }

    private static RunRow Probe(RunFile file, int stepsPerEpoch)
    {
        var row = Table.Read<ProbeRow>(file.Path)[0];
        return new RunRow(
            "probe",
            file.Seed,
            file.Time,
            Schedule.StepAt((decimal)file.Time, stepsPerEpoch),
            "",
            0,
            0,
            0,
            StillImproving: !row.Converged,
            row.TrainError,
            row.TrainLoss,
            row.ValidationError,
            row.ValidationLoss,
            row.TestError,
            row.TestLoss,
            row.TestError,
            row.Outcome
        );
    }
}
