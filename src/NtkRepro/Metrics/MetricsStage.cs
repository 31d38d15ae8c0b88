using NtkRepro.Data;
using NtkRepro.Pipeline;

namespace NtkRepro.Metrics;

/// <summary>
/// Gathers what the runs of one network on one dataset recorded into the tables from which figures and claims are read.
/// </summary>
public sealed class MetricsStage : IStage
{
    private static readonly string[] Kinds = ["parent", "child", "linearized"];

    /// <inheritdoc/>
    public string Name => "metrics";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var thresholds = context.Parameters<ClaimParameters>("claims");
        var rates = context.Parameters<RateSet>("rates");
        var tables = Gather(context, rates);
        var (points, components) = Trajectories.Measure(OfRuns(context, "trajectory.safetensors"), rates);
        var sound = tables.WithoutDivergedParents();
        var measures = MeasureTable.Of(sound);
        Write("runs", tables.Runs);
        Write("barriers", tables.Barriers);
        Write("barrier_curves", tables.BarrierCurves);
        Write("kernel_distances", tables.KernelDistances);
        Write("kernel_velocities", tables.KernelVelocities);
        Write("onsets", tables.Onsets);
        Write("spectra", tables.Spectra);
        Write("eigenvalues", All<EigenvalueRow>(context, "spectrum/eigenvalues.parquet"));
        Write("regressions", tables.Regressions);
        Write("sensitivities", tables.Sensitivities);
        Write("separations", All<SeparationRow>(context, "sensitivity/separations.parquet"));
        Write("trajectories", points);
        Write("components", components);
        Write("measures", measures);
        Write("correlations", Correlations.Of(measures, thresholds.Resamples));
        var claims = new Claims(sound, thresholds, context.Parameters<int>("training.epochs"), Images(context));
        Write("claims", claims.All());

        void Write<T>(string name, IReadOnlyList<T> rows)
            where T : notnull => Table.Write(context.Output($"{name}.parquet"), rows);
    }

    private static ImageCounts Images(StageContext context)
    {
        var test = context.Parameters<int>("datasets.{dataset}.test");
        return new ImageCounts(test, Math.Min(test, context.Parameters<int>("barrier.test")));
    }

    private static MetricTables Gather(StageContext context, RateSet rates)
    {
        var runs = OfRuns(context, "performance.parquet").Select(f => RunRows.Final(f.Kind, f.File, rates)).ToList();
        var grid = context.Parameters<NumberRange>("kernel.grid");
        var (distances, velocities) = KernelMotion.Measure(context.Inputs("kernel/kernel.safetensors"), grid);
        return new MetricTables(
            runs,
            All<PairRow>(context, "barrier/pairs.parquet"),
            All<CurveRow>(context, "barrier/curves.parquet"),
            distances,
            velocities,
            RunRows.Onsets(runs, rates),
            All<SpectrumRow>(context, "spectrum/spectrum.parquet"),
            All<RegressionRow>(context, "regression/regression.parquet"),
            All<SensitivityRow>(context, "sensitivity/sensitivity.parquet")
        );
    }

    private static IEnumerable<(string Kind, InputFile File)> OfRuns(StageContext context, string name) =>
        Kinds.SelectMany(kind => context.Inputs($"{kind}/{name}").Select(file => (kind, file)));

    private static List<T> All<T>(StageContext context, string table)
        where T : notnull => [.. context.Inputs(table).SelectMany(file => Table.Read<T>(file.Path))];
}
