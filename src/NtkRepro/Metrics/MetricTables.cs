using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>All that was measured of one network on one dataset.</summary>
public sealed record MetricTables(
    IReadOnlyList<RunRow> Runs,
    IReadOnlyList<PairRow> Barriers,
    IReadOnlyList<CurveRow> BarrierCurves,
    IReadOnlyList<KernelDistanceRow> KernelDistances,
    IReadOnlyList<KernelVelocityRow> KernelVelocities,
    IReadOnlyList<SpectrumRow> Spectra,
    IReadOnlyList<RegressionRow> Regressions,
    IReadOnlyList<SensitivityRow> Sensitivities
)
{
    /// <summary>
    /// The tables without what was measured of the kernels of diverged parents: such rows have no flag of their own, and
    /// those of a parent that guesses are finite.
    /// </summary>
    public MetricTables WithoutDivergedParents()
    {
        var seeds = Runs.Where(r => r.Kind == "parent" && r.Outcome != Outcomes.Trained)
            .Select(r => r.Seed)
            .ToHashSet();
        return this with
        {
            KernelDistances = [.. KernelDistances.Where(k => !seeds.Contains(k.Seed))],
            KernelVelocities = [.. KernelVelocities.Where(k => !seeds.Contains(k.Seed))],
            Spectra = [.. Spectra.Where(s => !seeds.Contains(s.Seed))],
            Regressions = [.. Regressions.Where(r => !seeds.Contains(r.Seed))],
        };
    }
}
