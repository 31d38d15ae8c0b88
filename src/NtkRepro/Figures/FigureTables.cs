using NtkRepro.Data;
using NtkRepro.Linearization;
using NtkRepro.Metrics;
using NtkRepro.Training;

namespace NtkRepro.Figures;

/// <summary>All that the figures of one network on one dataset are drawn from.</summary>
public sealed record FigureTables
{
    /// <summary>The final performance of every run.</summary>
    public IReadOnlyList<RunRow> Runs { get; init; } = [];

    /// <summary>How far apart children of one spawn time are.</summary>
    public IReadOnlyList<PairRow> Barriers { get; init; } = [];

    /// <summary>The lines between them.</summary>
    public IReadOnlyList<CurveRow> BarrierCurves { get; init; } = [];

    /// <summary>Kernel distances of a parent between two times.</summary>
    public IReadOnlyList<KernelDistanceRow> KernelDistances { get; init; } = [];

    /// <summary>Kernel velocities.</summary>
    public IReadOnlyList<KernelVelocityRow> KernelVelocities { get; init; } = [];

    /// <summary>Every epoch of every run.</summary>
    public IReadOnlyList<TrainingRow> Training { get; init; } = [];

    /// <summary>What full training reaches.</summary>
    public IReadOnlyList<PlateauRow> Plateaus { get; init; } = [];

    /// <summary>The rates that were tried for linearized networks.</summary>
    public IReadOnlyList<CalibrationRow> Calibration { get; init; } = [];

    /// <summary>Measures by seed and time, with intervals.</summary>
    public IReadOnlyList<MeasureRow> Measures { get; init; } = [];

    /// <summary>Linearized networks beside their controls.</summary>
    public IReadOnlyList<OnsetRow> Onsets { get; init; } = [];

    /// <summary>The shape of the kernel over time.</summary>
    public IReadOnlyList<SpectrumRow> Spectra { get; init; } = [];

    /// <summary>Its eigenvalues.</summary>
    public IReadOnlyList<EigenvalueRow> Eigenvalues { get; init; } = [];

    /// <summary>Kernel regression beside gradient descent.</summary>
    public IReadOnlyList<RegressionRow> Regressions { get; init; } = [];

    /// <summary>Lyapunov exponents.</summary>
    public IReadOnlyList<SensitivityRow> Sensitivities { get; init; } = [];

    /// <summary>The separations that they were fitted to.</summary>
    public IReadOnlyList<SeparationRow> Separations { get; init; } = [];

    /// <summary>Runs in the plane of the first principal components.</summary>
    public IReadOnlyList<TrajectoryRow> Trajectories { get; init; } = [];

    /// <summary>The shares of variance that components explain.</summary>
    public IReadOnlyList<ComponentRow> Components { get; init; } = [];

    /// <summary>Correlations between measures.</summary>
    public IReadOnlyList<CorrelationRow> Correlations { get; init; } = [];

    /// <summary>The instances that rows come from, for what tells them; null where nothing does, as on paper.</summary>
    public InstanceNames? Instances { get; init; }

    /// <summary>All spawn and onset times, diverged or not.</summary>
    internal IReadOnlyList<double> Times { get; private init; } = [];

    /// <summary>How many rows <see cref="WithoutDiverged"/> left out.</summary>
    internal LeftOut LeftOut { get; private init; } = new(0, 0, 0, 0, []);

    /// <summary>Reads the tables of one network on one dataset.</summary>
    /// <param name="find">The path of a table of the stage <c>metrics</c>; null where there is none, which is then empty.</param>
    public static FigureTables Load(Func<string, string?> find)
    {
        return new FigureTables
        {
            Runs = Read<RunRow>("runs"),
            Training = Read<TrainingRow>("training"),
            Plateaus = Read<PlateauRow>("plateaus"),
            Calibration = Read<CalibrationRow>("calibration"),
            Measures = Read<MeasureRow>("measures"),
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

        IReadOnlyList<T> Read<T>(string table)
            where T : notnull => find($"{table}.parquet") is { } path ? Table.Read<T>(path) : [];
    }

    /// <summary>The name of an instance, as <see cref="InstanceNames.Find"/> finds it; null where names are not told.</summary>
    internal string? Name(string stage, int seed, double time = 0, string variant = "") =>
        Instances?.Find(stage, seed, time, variant);

    /// <summary>
    /// The tables without diverged runs and all that was measured of them, so that no figure can average them in. A diverged
    /// parent takes its kernels with it; its children and linearized networks have flags of their own.
    /// </summary>
    public FigureTables WithoutDiverged()
    {
        var diverged = Runs.Where(r => r.Outcome != Outcomes.Trained).ToList();
        var runs = diverged.Select(r => (r.Kind, r.Seed, r.Time, r.Variant)).ToHashSet();
        var seeds = diverged.Where(r => r.Kind == "parent").Select(r => r.Seed).ToHashSet();
        var pairs = Barriers.Where(p => p.Diverged).Select(p => (p.Seed, p.Time, p.ChildA, p.ChildB)).ToHashSet();
        var copies = Sensitivities.Where(s => s.Diverged).Select(s => (s.Seed, s.Time)).ToHashSet();
        return this with
        {
            Runs = [.. Runs.Except(diverged)],
            Training = [.. Training.Where(t => !runs.Contains((t.Kind, t.Seed, t.Time, t.Variant)))],
            Plateaus = [.. Plateaus.Where(p => !seeds.Contains(p.Seed))],
            Barriers = [.. Barriers.Where(p => !p.Diverged)],
            BarrierCurves = [.. BarrierCurves.Where(c => !pairs.Contains((c.Seed, c.Time, c.ChildA, c.ChildB)))],
            KernelDistances = [.. KernelDistances.Where(k => !seeds.Contains(k.Seed))],
            KernelVelocities = [.. KernelVelocities.Where(k => !seeds.Contains(k.Seed))],
            Onsets = [.. Onsets.Where(o => !o.Diverged)],
            Spectra = [.. Spectra.Where(s => !seeds.Contains(s.Seed))],
            Eigenvalues = [.. Eigenvalues.Where(e => !seeds.Contains(e.Seed))],
            Regressions = [.. Regressions.Where(r => !seeds.Contains(r.Seed))],
            Sensitivities = [.. Sensitivities.Where(s => !s.Diverged)],
            Separations = [.. Separations.Where(s => !copies.Contains((s.Seed, s.Time)))],
            Trajectories = [.. Trajectories.Where(t => !runs.Contains((t.Kind, t.Seed, t.Time, t.Variant)))],
            Times = [.. Runs.Where(r => r.Kind != "parent").Select(r => r.Time).Distinct().Order()],
            LeftOut = new(
                pairs.Count,
                Onsets.Count(o => o.Diverged),
                copies.Count,
                seeds.Count,
                [.. diverged.Select(r => r.Kind)]
            ),
        };
    }
}

/// <summary>Numbers of diverged things that figures leave out.</summary>
/// <param name="Pairs">Pairs of children.</param>
/// <param name="Onsets">Linearized networks or their controls.</param>
/// <param name="Copies">Perturbed copies.</param>
/// <param name="Parents">Parents.</param>
/// <param name="Runs">The kind of each run.</param>
internal sealed record LeftOut(int Pairs, int Onsets, int Copies, int Parents, IReadOnlyList<string> Runs)
{
    /// <summary>Says in a panel how many onsets are left out.</summary>
    public void SayOnsets(Panel panel) =>
        panel.LeftOut(Onsets, "linearized run or control", "linearized runs or controls");

    /// <summary>Says in a panel how many runs of a kind are left out.</summary>
    public void SayRuns(Panel panel, string kind)
    {
        var (one, several) = kind switch
        {
            "child" => ("child", "children"),
            "linearized" => ("linearized run", "linearized runs"),
            _ => (kind, $"{kind}s"),
        };
        panel.LeftOut(Runs.Count(run => run == kind), one, several);
    }
}
