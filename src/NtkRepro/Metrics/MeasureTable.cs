using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>The measures of one network on one dataset as one value per seed and time: what correlations are taken over.</summary>
public static class MeasureTable
{
    // Half the paper's dt: more than the rounding of a time to a whole step, less than the distance of two kernels.
    private const double KernelTolerance = 0.2;

    /// <summary>
    /// The measures that the paper's claim <c>universal</c> is about; each of them falls as the basin is settled.
    /// </summary>
    public static IReadOnlyList<string> Core { get; } =
    ["barrier", "function_distance", "kernel_distance", "kernel_velocity", "nonlinear_advantage", "ntk_error"];

    /// <summary>
    /// All measures, of pairs of children as means over pairs at the base rate, of kernels at the point of the grid
    /// nearest to the time. Diverged runs are left out, and so is what is not finite.
    /// </summary>
    /// <param name="tables">What was measured.</param>
    public static IReadOnlyList<MeasureRow> Of(MetricTables tables) =>
        [
            .. Pairs(tables)
                .Concat(KernelVelocities(tables))
                .Concat(Onsets(tables))
                .Concat(
                    Means(
                        "sensitivity",
                        tables.Sensitivities.Where(s => !s.Diverged),
                        s => (s.Seed, s.Time),
                        s => s.Exponent
                    )
                )
                .Concat(Spectra(tables))
                .Where(row => double.IsFinite(row.Value)),
        ];

    private static IEnumerable<MeasureRow> Pairs(MetricTables tables)
    {
        var pairs = tables.Barriers.Where(p => p.Rate == 1 && !p.Diverged).ToList();
        (string, Func<PairRow, double>)[] measures =
        [
            ("barrier", p => p.TestErrorBarrier),
            ("function_distance", p => p.FunctionDistance),
            ("relu_distance", p => p.ReluDistance),
            ("weight_distance", p => p.WeightDistance),
            ("kernel_distance", p => p.KernelDistance),
            ("gradient_similarity", p => p.GradientSimilarity),
        ];
        return measures.SelectMany(m => Means(m.Item1, pairs, p => (p.Seed, p.Time), m.Item2));
    }

    private static IEnumerable<MeasureRow> Onsets(MetricTables tables)
    {
        var linearized = tables.Runs.Where(r => r.Kind == "linearized" && r.Rate == 1 && r.Outcome == Outcomes.Trained);
        var onsets = tables.Onsets.Where(o => !o.Diverged).ToLookup(o => o.Rate);
        var lowest = tables.Onsets.Select(o => o.Rate).DefaultIfEmpty(1).Min();
        return Means("ntk_error", linearized, r => (r.Seed, r.Time), r => r.TestError)
            .Concat(Advantages("nonlinear_advantage", onsets[1]))
            .Concat(lowest < 1 ? Advantages("nonlinear_advantage_low", onsets[lowest]) : []);
    }

    private static IEnumerable<MeasureRow> Advantages(string name, IEnumerable<OnsetRow> onsets) =>
        Means(name, onsets, o => (o.Seed, o.Time), o => o.NonlinearAdvantage);

    // v(t') for the t' of the grid nearest to t, at most dt away.
    private static IEnumerable<MeasureRow> KernelVelocities(MetricTables tables)
    {
        var bySeed = tables.KernelVelocities.Where(v => double.IsFinite(v.Velocity)).ToLookup(v => v.Seed);
        foreach (var (seed, time) in Times(tables))
        {
            var near = bySeed[seed].MinBy(v => Math.Abs(v.Time - time));
            if (near is not null && Math.Abs(near.Time - time) <= near.Interval)
                yield return new MeasureRow("kernel_velocity", seed, time, near.Velocity);
        }
    }

    private static IEnumerable<MeasureRow> Spectra(MetricTables tables)
    {
        var bySeed = tables.Spectra.ToLookup(s => s.Seed);
        var near = Times(tables)
            .Select(t => (t.Seed, t.Time, Row: bySeed[t.Seed].MinBy(s => Math.Abs(s.Time - t.Time))))
            .Where(t => t.Row is not null && Math.Abs(t.Row.Time - t.Time) <= KernelTolerance)
            .ToList();
        return near.Select(t => new MeasureRow("effective_rank", t.Seed, t.Time, t.Row!.EffectiveRank))
            .Concat(near.Select(t => new MeasureRow("alignment", t.Seed, t.Time, t.Row!.Alignment)));
    }

    // Every time of a seed at which anything but a kernel was measured.
    private static IEnumerable<(int Seed, double Time)> Times(MetricTables tables) =>
        tables
            .Barriers.Select(p => (p.Seed, p.Time))
            .Concat(tables.Runs.Where(r => r.Kind != "parent").Select(r => (r.Seed, r.Time)))
            .Concat(tables.Onsets.Select(o => (o.Seed, o.Time)))
            .Concat(tables.Sensitivities.Select(s => (s.Seed, s.Time)))
            .Distinct()
            .Order();

    private static IEnumerable<MeasureRow> Means<T>(
        string name,
        IEnumerable<T> rows,
        Func<T, (int Seed, double Time)> at,
        Func<T, double> value
    ) =>
        rows.GroupBy(at)
            .OrderBy(g => g.Key)
            .Select(g => new MeasureRow(name, g.Key.Seed, g.Key.Time, g.Average(value)));
}
