using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Tests.Support;

/// <summary>Tables as a run of 12 epochs would leave them: smooth laws with some scatter between seeds and pairs.</summary>
internal static class SyntheticTables
{
    public static readonly double[] Times = [0, 0.25, 0.5, 1, 2, 3, 4, 6, 9];
    private const double Epochs = 12;
    private const double Step = 0.4;

    /// <summary>A run of seeds 0, 1 and so on.</summary>
    /// <param name="seeds">The number of parents.</param>
    /// <param name="children">Children of each parent and time; pairs are all of two of them.</param>
    /// <param name="diverged">Whether what begins at 0.5 from seed 0 diverged, at the base learning rate.</param>
    public static FigureTables Run(int seeds, int children = 2, bool diverged = false)
    {
        int[] all = [.. Enumerable.Range(0, seeds)];
        var runs = Runs(all, children, diverged).ToList();
        return new FigureTables
        {
            Runs = runs,
            Barriers = [.. Pairs(all, children, diverged)],
            BarrierCurves = [.. Curves(all, children, diverged)],
            KernelDistances = [.. KernelDistances(all)],
            KernelVelocities = [.. Grid().SkipLast(1).SelectMany(t => all.Select(s => Velocity(s, t)))],
            Onsets = [.. Onsets(all, diverged)],
            Spectra = [.. Grid().SelectMany(t => all.Select(s => Spectrum(s, t)))],
            Eigenvalues = [.. Eigenvalues(all)],
            Regressions = [.. Times.SelectMany(t => all.Select(s => Regression(s, t)))],
            Sensitivities = [.. Sensitivities(all, diverged)],
            Separations = [.. Separations(all, diverged)],
            Trajectories = [.. Trajectories(all, children, diverged)],
            Components = [.. all.SelectMany(s => new[] { new ComponentRow(s, 1, 0.63), new ComponentRow(s, 2, 0.17) })],
            Correlations = [.. Correlations()],
        };
    }

    /// <summary>Three widths of one network, of one of each of the given datasets.</summary>
    public static IReadOnlyList<WidthRow> Widths(int seeds, params string[] datasets) =>
        [
            .. from dataset in datasets
            from seed in Enumerable.Range(0, seeds)
            from multiplier in new[] { 1, 2, 4 }
            from row in Grid()
                .Where(t => t < 1.2)
                .Select(t => ("kernel_velocity", t, Velocity(seed, t).Velocity / Math.Sqrt(multiplier)))
                .Concat(Times.Select(t => ("nonlinear_advantage", t, Advantage(seed, t, 1) / multiplier)))
            select new WidthRow(dataset, "cnn", multiplier, row.Item1, seed, row.t, row.Item3),
        ];

    private static IEnumerable<RunRow> Runs(int[] seeds, int children, bool diverged)
    {
        foreach (var seed in seeds)
        {
            yield return Row("parent", seed, 0, 1, 0, 0.185 * Scatter(seed, 1, 0.03), false);
            foreach (var (time, rate) in TimesAndRates())
            {
                var lost = Lost(diverged, seed, time, rate);
                yield return Row("linearized", seed, time, rate, 0, NtkError(seed, time, rate), lost);
                for (var child = 1; child <= children; child++)
                    yield return Row("child", seed, time, rate, child, 0.19 * Scatter(seed, child + time, 0.03), lost);
            }
        }

        static RunRow Row(string kind, int seed, double time, double rate, int child, double error, bool lost) =>
            lost
                ? new(kind, seed, time, rate, child, 0.9, double.NaN, 0.9, double.NaN, "non-finite")
                : new(kind, seed, time, rate, child, error * 0.6, error * 2, error, error * 3, "trained");
    }

    private static IEnumerable<PairRow> Pairs(int[] seeds, int children, bool diverged) =>
        from seed in seeds
        from at in TimesAndRates()
        from a in Enumerable.Range(1, children)
        from b in Enumerable.Range(a + 1, children - a)
        let lost = Lost(diverged, seed, at.Time, at.Rate)
        let s = Scatter(seed, (a * 7) + b + at.Time, 0.2)
        let height = Barrier(at.Time, at.Rate) * s
        let far = (0.01 + (0.05 * Math.Exp(-at.Time / 3))) * s * Math.Sqrt(at.Rate)
        select lost
            ? new PairRow(seed, at.Time, at.Rate, a, b, 0.4, 9, 0.4, 9, 0.9, 1.2, 3, 0.5, 0.9, 0.01, true)
            : new PairRow(
                seed,
                at.Time,
                at.Rate,
                a,
                b,
                height * 0.9,
                height * 3,
                height,
                height * 3.5,
                far,
                far * 1.4,
                far * 8,
                far * 2,
                far * 6,
                1 - (far * 12),
                false
            );

    private static IEnumerable<CurveRow> Curves(int[] seeds, int children, bool diverged) =>
        from pair in Pairs(seeds, children, diverged)
        from i in Enumerable.Range(0, 11)
        let alpha = i / 10.0
        let error = 0.19 + (4 * alpha * (1 - alpha) * pair.TestErrorBarrier) + (0.002 * alpha)
        select new CurveRow(
            pair.Seed,
            pair.Time,
            pair.Rate,
            pair.ChildA,
            pair.ChildB,
            alpha,
            error * 0.6,
            error * 2,
            error,
            error * 3
        );

    private static IEnumerable<OnsetRow> Onsets(int[] seeds, bool diverged) =>
        from seed in seeds
        from at in TimesAndRates()
        let error = NtkError(seed, at.Time, at.Rate)
        let advantage = Advantage(seed, at.Time, at.Rate)
        select Lost(diverged, seed, at.Time, at.Rate)
            ? new OnsetRow(seed, at.Time, at.Rate, 0.9, 0.19, 0.71, true)
            : new OnsetRow(seed, at.Time, at.Rate, error, error - advantage, advantage, false);

    private static IEnumerable<KernelDistanceRow> KernelDistances(int[] seeds)
    {
        var times = Grid().ToList();
        return from seed in seeds
            from a in times
            from b in times
            where a <= b
            let path = Math.Abs(Angle(b) - Angle(a)) * Scatter(seed, 3, 0.05)
            select new KernelDistanceRow(seed, a, b, 1 - Math.Cos(path));

        static double Angle(double t) => (1.0 * (1 - Math.Exp(-t / 0.6))) + (0.02 * t);
    }

    private static KernelVelocityRow Velocity(int seed, double time) =>
        new(seed, time, Step, ((1.2 * Math.Exp(-time / 0.7)) + 0.02) * Scatter(seed, time, 0.25));

    private static SpectrumRow Spectrum(int seed, double time)
    {
        var s = Scatter(seed, time, 0.1);
        var late = 1 - Math.Exp(-time / 1.5);
        return new(
            seed,
            time,
            4000 * s,
            3e-4 * s,
            4000 / 3e-4 * (1 + late),
            (40 + (120 * late)) * s,
            (0.1 + (0.4 * late)) * s,
            (0.2 + (0.3 * late)) * s,
            0.15 * (1 - late) * s
        );
    }

    private static IEnumerable<EigenvalueRow> Eigenvalues(int[] seeds) =>
        from seed in seeds
        from time in Grid()
        from rank in Enumerable.Range(1, 200)
        let power = 1.6 - (0.5 * (1 - Math.Exp(-time)))
        select new EigenvalueRow(seed, time, rank, 0.4 * Math.Pow(rank, -power) * Scatter(seed, rank + time, 0.1));

    private static RegressionRow Regression(int seed, double time)
    {
        var s = Scatter(seed, time, 0.08);
        var smallest = 1e-5 * Math.Exp(time / 2) * s;
        var singular = time == 0;
        return new(
            seed,
            time,
            100,
            0.04,
            (0.28 + (0.3 * Math.Exp(-time / 0.8))) * s,
            (0.281 + (0.3 * Math.Exp(-time / 0.8))) * s,
            0.02 * Math.Exp(-time / 3) * s,
            10_000,
            singular ? -1e-9 : smallest,
            singular ? double.PositiveInfinity : 4000 / smallest,
            singular
        );
    }

    private static IEnumerable<SensitivityRow> Sensitivities(int[] seeds, bool diverged) =>
        from seed in seeds
        from time in Times
        let lost = Lost(diverged, seed, time, 1)
        select new SensitivityRow(seed, time, lost ? double.NaN : Exponent(seed, time), 0.95, lost);

    private static IEnumerable<SeparationRow> Separations(int[] seeds, bool diverged) =>
        from seed in seeds
        from time in Times
        from i in Enumerable.Range(0, 21)
        let elapsed = i / 20.0
        let lost = Lost(diverged, seed, time, 1)
        select new SeparationRow(seed, time, elapsed, lost ? 50 : 1e-4 * Math.Exp(Exponent(seed, time) * elapsed));

    private static IEnumerable<TrajectoryRow> Trajectories(int[] seeds, int children, bool diverged)
    {
        foreach (var seed in seeds)
        {
            foreach (var epoch in Epoch(0))
                yield return At("parent", seed, 0, 1, 0, epoch, 0);
            foreach (var (time, rate) in TimesAndRates())
            {
                var lost = Lost(diverged, seed, time, rate) ? 100.0 : 1;
                foreach (var epoch in Epoch(time))
                {
                    yield return At("linearized", seed, time, rate, 0, epoch, -lost);
                    for (var child = 1; child <= children; child++)
                        yield return At("child", seed, time, rate, child, epoch, lost * (child - 1.4));
                }
            }
        }

        static IEnumerable<double> Epoch(double from) =>
            Enumerable.Range(0, 25).Select(i => i / 24.0 * Epochs).Where(e => e > from).Prepend(from);

        static TrajectoryRow At(string kind, int seed, double time, double rate, int child, double epoch, double aside)
        {
            var off = aside * 9 * Math.Exp(-time / 3) * (1 - Math.Exp(-(epoch - time) / 3)) * rate;
            var behind = kind == "linearized" ? 0.75 * (epoch - time) * Math.Exp(-time / 2) : 0;
            var along = 40 * (1 - Math.Exp(-(epoch - behind) / 4));
            return new(kind, seed, time, rate, child, epoch, along, (12 * Math.Sin(along / 14)) + off);
        }
    }

    private static IEnumerable<CorrelationRow> Correlations()
    {
        string[] measures =
        [
            "barrier",
            "function_distance",
            "relu_distance",
            "weight_distance",
            "kernel_velocity",
            "gradient_similarity",
            "ntk_error",
            "nonlinear_advantage",
            "effective_rank",
            "alignment",
            "sensitivity",
        ];
        foreach (var (i, a) in measures.Index())
        {
            foreach (var (j, b) in measures.Index().Skip(i + 1))
            {
                var rho = Math.Clamp(Math.Cos(i * 0.9) * Math.Cos(j * 0.9) * 1.2, -0.97, 0.98);
                var (low, high) = (Math.Max(rho - 0.3, -1), Math.Min(rho + 0.3, 1));
                yield return new(a, b, 27, rho, low, high, rho, low, high);
            }
        }
    }

    private static IEnumerable<(double Time, double Rate)> TimesAndRates() =>
        Times.SelectMany(t => new[] { (t, 1.0), (t, 0.1) });

    private static IEnumerable<double> Grid() => Enumerable.Range(0, 31).Select(i => i * Step);

    private static bool Lost(bool diverged, int seed, double time, double rate) =>
        diverged && seed == 0 && time == 0.5 && rate == 1;

    private static double Barrier(double time, double rate) => 0.04 * rate * Math.Exp(-time / 0.7);

    private static double NtkError(int seed, double time, double rate) =>
        (0.185 + (0.32 * Math.Exp(-time / 0.9)) + (rate < 1 ? 0.08 : 0)) * Scatter(seed, time + rate, 0.04);

    private static double Advantage(int seed, double time, double rate) =>
        0.3 * Math.Exp(-time / 0.9) * Math.Sqrt(rate) * Scatter(seed, time, 0.1);

    private static double Exponent(int seed, double time) =>
        ((4 * Math.Exp(-time / 1.5)) - 0.2) * Scatter(seed, time, 0.15);

    /// <summary>A factor about 1 that is the same each time.</summary>
    private static double Scatter(int seed, double key, double size) =>
        1 + (size * Math.Sin((seed * 12.9898) + (key * 78.233)));
}
