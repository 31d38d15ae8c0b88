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
        var tables = new FigureTables
        {
            Runs = Read<RunRow>("runs"),
            Barriers = Read<PairRow>("barriers"),
            BarrierCurves = Read<CurveRow>("barrier_curves"),
            KernelDistances = Read<KernelDistanceRow>("kernel_distances"),
            KernelVelocities = Read<KernelVelocityRow>("kernel_velocities"),
            Onsets = Read<OnsetRow>("onsets"),
            Spectra = Read<SpectrumRow>("spectra"),
            Eigenvalues = Read<EigenvalueRow>("eigenvalues"),
            Regressions = Read<RegressionRow>("regressions"),
            Sensitivities = Read<SensitivityRow>("sensitivities"),
            Separations = Read<SeparationRow>("separations"),
            Trajectories = Read<TrajectoryRow>("trajectories"),
            Components = Read<ComponentRow>("components"),
            Correlations = Read<CorrelationRow>("correlations"),
        };
        FigureSet.Draw(tables, context.Output);

        IReadOnlyList<T> Read<T>(string table)
            where T : notnull => Table.Read<T>(context.Input($"metrics/{table}.parquet").Path);
    }
}
