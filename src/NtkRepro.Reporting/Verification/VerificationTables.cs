using System.Text.Json;
using NtkRepro.Linearization;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting;

/// <summary>The tables that are compared with the reference.</summary>
internal static class VerificationTables
{
    /// <summary>All tables by name. <c>claims</c> is that of a network and the one over all of them.</summary>
    public static IReadOnlyDictionary<string, TableShape> All { get; } =
        new[]
        {
            Of<RunRow>("runs", "kind", "seed", "time", "variant"),
            Of<TrainingRow>("training", "kind", "seed", "time", "variant", "epoch"),
            Of<PlateauRow>("plateaus", "seed"),
            Of<CalibrationRow>("calibration", "rate", "seed", "onset"),
            Of<PairRow>("barriers", "seed", "time", "child_a", "child_b"),
            Of<CurveRow>("barrier_curves", "seed", "time", "child_a", "child_b", "alpha"),
            Of<KernelDistanceRow>("kernel_distances", "seed", "time_a", "time_b"),
            Of<KernelVelocityRow>("kernel_velocities", "seed", "time"),
            Of<OnsetRow>("onsets", "seed", "time"),
            Of<SpectrumRow>("spectra", "seed", "time"),
            Of<EigenvalueRow>("eigenvalues", "seed", "time", "rank"),
            Of<RegressionRow>("regressions", "seed", "time"),
            Of<SensitivityRow>("sensitivities", "seed", "time"),
            Of<SeparationRow>("separations", "seed", "time", "elapsed"),
            Of<TrajectoryRow>("trajectories", "plane", "kind", "seed", "time", "variant", "epoch"),
            Of<ComponentRow>("components", "plane", "seed", "component"),
            Of<MeasureRow>("measures", "measure", "seed", "time"),
            Of<CorrelationRow>("correlations", "measure_a", "measure_b"),
            Of<ModelClaimRow>("claims", "dataset", "model", "id"),
            Of<FindingRow>("findings", "id", "part"),
            Of<WidthRow>("widths", "dataset", "family", "multiplier", "measure", "seed", "time"),
            Of<RateRow>("rates", "dataset", "family", "model", "seed"),
        }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    private static TableShape Of<T>(string name, params string[] keys)
        where T : notnull =>
        new(
            name,
            keys,
            typeof(T)
                .GetConstructors()
                .MaxBy(c => c.GetParameters().Length)!
                .GetParameters()
                .ToDictionary(
                    p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name!),
                    p => p.ParameterType,
                    StringComparer.Ordinal
                )
        );
}

/// <summary>What is known of a table without reading it.</summary>
/// <param name="Name">Its file's name without extension.</param>
/// <param name="Keys">The columns that tell its rows apart.</param>
/// <param name="Columns">All columns with their types.</param>
internal sealed record TableShape(string Name, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, Type> Columns);
