using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>
/// Gathers what the runs of one network on one dataset recorded into the tables from which figures and claims are read.
/// </summary>
public sealed class MetricsStage : IStage
{
    /// <inheritdoc/>
    public string Name => "metrics";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var thresholds = context.Parameters<ClaimParameters>("claims");
        var schedule = ScheduleOf(context);
        var plateau = Plateau.Of(schedule, context.Parameters<int>("training.plateau"));
        var tables = Gather(context, schedule);
        var training = RunRows.ReadTraining(context);
        var evidence = Evidence.Read(context, tables.Runs, plateau, thresholds.Resamples);
        var sound = tables.WithoutDivergedParents();
        var (points, components) = Trajectories.Measure(context);
        var onsets = Onsets.Of(
            tables.Runs,
            training,
            evidence,
            sound.Regressions,
            context.Parameters<double>("linearized.momentum")
        );
        var plateaus = Plateaus(tables.Runs, evidence, plateau, thresholds);
        var measures = MeasureTable.Of(sound, evidence);
        var claims = new Claims(
            new ClaimInput(
                evidence,
                sound.KernelVelocities,
                plateaus,
                [.. tables.Barriers.Where(p => !p.Diverged)],
                thresholds,
                schedule.Epochs,
                (double)schedule.ConstantSteps / schedule.StepsPerEpoch
            )
        );
        Write("runs", tables.Runs);
        Write("training", training);
        Write("plateaus", plateaus);
        Write("calibration", All<Linearization.CalibrationRow>(context, "calibration/calibration.parquet"));
        Write("barriers", tables.Barriers);
        Write("barrier_curves", tables.BarrierCurves);
        Write("kernel_distances", tables.KernelDistances);
        Write("kernel_velocities", tables.KernelVelocities);
        Write("onsets", onsets);
        Write("spectra", tables.Spectra);
        Write("eigenvalues", All<EigenvalueRow>(context, "spectrum/eigenvalues.parquet"));
        Write("regressions", tables.Regressions);
        Write("sensitivities", tables.Sensitivities);
        Write("separations", All<SeparationRow>(context, "sensitivity/separations.parquet"));
        Write("trajectories", points);
        Write("components", components);
        Write("measures", measures);
        Write("correlations", Correlations.Of(measures, thresholds.Resamples));
        Write("claims", claims.All());
        Write("findings", claims.Findings());

        void Write<T>(string name, IReadOnlyList<T> rows)
            where T : notnull => Table.Write(context.Output($"{name}.parquet"), rows);
    }

    // Of the same steps as that of the parents, whose training set is not read here.
    private static Schedule ScheduleOf(StageContext context)
    {
        var training = context
            .Parameters<TrainingParameters>("training")
            .Of(context.Parameters<ModelParameters>("models.{model}"));
        var images = context.Parameters<int>("datasets.{dataset}.train");
        return Schedule.Create(training, images);
    }

    private static MetricTables Gather(StageContext context, Schedule schedule)
    {
        var (distances, velocities) = KernelMotion.Measure(
            context.Inputs("kernel/kernel.safetensors"),
            context.Parameters<NumberRange>("kernel.grid"),
            epoch => schedule.RateAt(schedule.StepAt((decimal)epoch))
        );
        return new MetricTables(
            RunRows.Read(context, schedule),
            All<PairRow>(context, "barrier/pairs.parquet"),
            All<CurveRow>(context, "barrier/curves.parquet"),
            distances,
            velocities,
            All<SpectrumRow>(context, "spectrum/spectrum.parquet"),
            All<RegressionRow>(context, "regression/regression.parquet"),
            All<SensitivityRow>(context, "sensitivity/sensitivity.parquet")
        );
    }

    private static List<PlateauRow> Plateaus(
        IEnumerable<RunRow> runs,
        Evidence evidence,
        Plateau plateau,
        ClaimParameters thresholds
    ) =>
        [
            .. runs.Where(r => r.Kind == "parent")
                .Select(r => new PlateauRow(
                    r.Seed,
                    r.LearningRate,
                    plateau.Last == 0 ? 0 : plateau.First,
                    plateau.Last,
                    evidence.Plateaus.TryGetValue(r.Seed, out var error) ? error.Value : double.NaN,
                    r.TestError,
                    r.TrainError,
                    r.TrainError <= thresholds.Converged
                )),
        ];

    private static List<T> All<T>(StageContext context, string table)
        where T : notnull => [.. context.Inputs(table).SelectMany(file => Table.Read<T>(file.Path))];
}
