namespace NtkRepro.Metrics;

/// <summary>The measures of one network on one dataset as one value per seed and time: what correlations are taken over.</summary>
public static class MeasureTable
{
    // Half the paper's dt: more than the rounding of a time to a whole step, less than the distance of two kernels.
    private const double KernelTolerance = 0.2;

    /// <summary>
    /// All measures, of pairs of children as means over pairs, of kernels at the point of the grid nearest to the time. Diverged runs are
    /// left out, and so is what is not finite.
    /// </summary>
    /// <param name="tables">What was measured.</param>
    /// <param name="evidence">What depends on test images.</param>
    public static IReadOnlyList<MeasureRow> Of(MetricTables tables, Evidence evidence) =>
        [
            .. Resampled("barrier", evidence.TestBarriers)
                .Concat(Resampled("train_barrier", evidence.TrainBarriers))
                .Concat(Resampled("function_distance", evidence.FunctionDistances))
                .Concat(Pairs(tables))
                .Concat(KernelVelocities(tables))
                .Concat(Resampled("ntk_error", evidence.Errors["linearized"]))
                .Concat(Resampled("nonlinear_advantage", evidence.Advantages))
                .Concat(
                    Resampled(
                        "frozen_advantage",
                        evidence.Errors["linearized"].Minus(evidence.Errors["control-frozen"])
                    )
                )
                .Concat(Resampled("gap_closed", evidence.GapsClosed))
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

    private static IEnumerable<MeasureRow> Resampled(string name, SeededSeries series) =>
        series.Values.Select(v =>
        {
            var (low, high) = v.Value.Interval;
            return new MeasureRow(name, v.Key.Seed, v.Key.Time, v.Value.Value, low, high);
        });

    private static IEnumerable<MeasureRow> Pairs(MetricTables tables)
    {
        var pairs = tables.Barriers.Where(p => !p.Diverged).ToList();
        (string, Func<PairRow, double>)[] measures =
        [
            ("relu_distance", p => p.ReluDistance),
            ("weight_distance", p => p.WeightDistance),
            ("kernel_distance", p => p.KernelDistance),
            ("gradient_similarity", p => p.GradientSimilarity),
        ];
        return measures.SelectMany(m => Means(m.Item1, pairs, p => (p.Seed, p.Time), m.Item2));
    }

    // v(t') for the t' of the grid nearest to t, at most dt away.
    private static IEnumerable<MeasureRow> KernelVelocities(MetricTables tables)
    {
        var bySeed = tables.KernelVelocities.Where(v => double.IsFinite(v.Velocity)).ToLookup(v => v.Seed);
        foreach (var (seed, time) in Times(tables))
        {
            var near = bySeed[seed].MinBy(v => Math.Abs(v.Time - time));
            if (near is not null && Math.Abs(near.Time - time) <= near.Interval)
                yield return Row("kernel_velocity", seed, time, near.Velocity);
        }
    }

    private static IEnumerable<MeasureRow> Spectra(MetricTables tables)
    {
        var bySeed = tables.Spectra.ToLookup(s => s.Seed);
        var near = Times(tables)
            .Select(t => (t.Seed, t.Time, Row: bySeed[t.Seed].MinBy(s => Math.Abs(s.Time - t.Time))))
            .Where(t => t.Row is not null && Math.Abs(t.Row.Time - t.Time) <= KernelTolerance)
            .ToList();
        return near.Select(t => Row("effective_rank", t.Seed, t.Time, t.Row!.EffectiveRank))
            .Concat(near.Select(t => Row("alignment", t.Seed, t.Time, t.Row!.Alignment)));
    }

    // Every time of a seed at which anything but a kernel was measured.
    private static IEnumerable<(int Seed, double Time)> Times(MetricTables tables) =>
        tables
            .Barriers.Select(p => (p.Seed, p.Time))
            .Concat(tables.Runs.Where(r => r.Kind != "parent").Select(r => (r.Seed, r.Time)))
            .Concat(tables.Sensitivities.Select(s => (s.Seed, s.Time)))
            .Distinct()
            .Order();

    private static IEnumerable<MeasureRow> Means<T>(
        string name,
        IEnumerable<T> rows,
        Func<T, (int Seed, double Time)> at,
        Func<T, double> value
    ) => rows.GroupBy(at).OrderBy(g => g.Key).Select(g => Row(name, g.Key.Seed, g.Key.Time, g.Average(value)));

    private static MeasureRow Row(string name, int seed, double time, double value) =>
        new(name, seed, time, value, double.NaN, double.NaN);
}
