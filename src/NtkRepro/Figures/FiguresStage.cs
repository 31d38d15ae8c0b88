using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;

namespace NtkRepro.Figures;

/// <summary>Draws the figures of one model from its tables.</summary>
public sealed class FiguresStage : IStage
{
    /// <inheritdoc/>
    public string Name => "figures";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        var runs = Read<RunRow>("runs");
        var barriers = Read<PairRow>("barriers");
        var onsets = Read<OnsetRow>("onsets");
        BarrierFigure.Draw(context.Output("barrier.svg"), barriers, Read<CurveRow>("barrier_curves"));
        KernelFigure.Draw(
            context.Output("kernel.svg"),
            Read<KernelDistanceRow>("kernel_distances"),
            Read<KernelVelocityRow>("kernel_velocities")
        );
        OnsetFigures.DrawNtkError(context.Output("ntk_error.svg"), onsets, runs);
        OnsetFigures.DrawAdvantage(context.Output("nonlinear_advantage.svg"), onsets, barriers);

        IReadOnlyList<T> Read<T>(string table)
            where T : notnull => Table.Read<T>(context.Input($"metrics/{table}.parquet").Path);
    }
}
