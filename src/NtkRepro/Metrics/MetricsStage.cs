using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>Gathers what the runs of one model recorded into the tables from which figures and claims are read.</summary>
public sealed class MetricsStage : IStage
{
    /// <inheritdoc/>
    public string Name => "metrics";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var runs = new List<RunRow>();
        foreach (var kind in new[] { "parent", "child", "linearized" })
            runs.AddRange(context.Inputs($"{kind}/performance.parquet").Select(file => Run(kind, file)));
        var grid = context.Parameters<NumberRange>("kernel.grid");
        var (distances, velocities) = KernelMotion.Measure(context.Inputs("kernel/kernel.safetensors"), grid);
        var tables = new MetricTables(
            runs,
            Gather<PairRow>(context, "barrier/pairs.parquet"),
            Gather<CurveRow>(context, "barrier/curves.parquet"),
            distances,
            velocities,
            Onsets(runs, context.Parameters<IReadOnlyList<int>>("run.children")[0])
        );
        Table.Write(context.Output("runs.parquet"), tables.Runs);
        Table.Write(context.Output("barriers.parquet"), tables.Barriers);
        Table.Write(context.Output("barrier_curves.parquet"), tables.BarrierCurves);
        Table.Write(context.Output("kernel_distances.parquet"), tables.KernelDistances);
        Table.Write(context.Output("kernel_velocities.parquet"), tables.KernelVelocities);
        Table.Write(context.Output("onsets.parquet"), tables.Onsets);
        var claims = new Claims(
            tables,
            context.Parameters<ClaimParameters>("claims"),
            context.Parameters<int>("training.epochs")
        );
        Table.Write(context.Output("claims.parquet"), claims.All());
    }

    private static RunRow Run(string kind, InputFile file)
    {
        var final = Table.Read<PerformanceRow>(file.Path)[^1];
        return new RunRow(
            kind,
            (int)file.AxisNumber("seed"),
            kind == "parent" ? 0 : (double)file.AxisNumber("time"),
            kind == "parent" ? 1 : (double)file.AxisNumber("rate"),
            kind == "child" ? (int)file.AxisNumber("child") : 0,
            final.TrainError,
            final.TrainLoss,
            final.TestError,
            final.TestLoss,
            final.Outcome
        );
    }

    private static List<T> Gather<T>(StageContext context, string table)
        where T : notnull => [.. context.Inputs(table).SelectMany(file => Table.Read<T>(file.Path))];

    // Each linearized run beside the child with its seed, time, rate and minibatch order.
    private static List<OnsetRow> Onsets(List<RunRow> runs, int twin) =>
        [
            .. from linearized in runs
            where linearized.Kind == "linearized"
            from child in runs
            where
                child.Kind == "child"
                && child.Child == twin
                && (child.Seed, child.Time, child.Rate) == (linearized.Seed, linearized.Time, linearized.Rate)
            select new OnsetRow(
                linearized.Seed,
                linearized.Time,
                linearized.Rate,
                linearized.TestError,
                child.TestError,
                linearized.TestError - child.TestError,
                linearized.Outcome != Outcomes.Trained || child.Outcome != Outcomes.Trained
            ),
        ];
}
