using NtkRepro.Figures;
using NtkRepro.Linearization;
using NtkRepro.Metrics;

namespace NtkRepro.Tests.Support;

/// <summary>Tables as a run of 12 epochs would leave them: smooth laws with some scatter between seeds and pairs.</summary>
internal static class SyntheticTables
{
    public static readonly double[] Times = [0, 0.25, 0.5, 1, 2, 3, 4, 6, 9];
    private const double Epochs = 12;
    private const double Step = 0.4;
    private const int StepsPerEpoch = 40;
    private const int LinearizedEpochs = 6;
    private const double Low = 0.01;
    private const double Plateau = 0.2;
    private static readonly string[] Controls = ["same", "own", "frozen"];

    /// <summary>A run of seeds 0, 1 and so on.</summary>
    /// <param name="seeds">The number of parents.</param>
    /// <param name="children">Children of each parent and time; pairs are all of two of them.</param>
    /// <param name="diverged">Whether what trains from epoch 0.5 of seed 0 diverged.</param>
    public static FigureTables Run(int seeds, int children = 2, bool diverged = false)
    {
        int[] all = [.. Enumerable.Range(0, seeds)];
        var pairs = Pairs(all, children, diverged).ToList();
        var onsets = Onsets(all, diverged).ToList();
        return new FigureTables
        {
            Runs = [.. Runs(all, children, diverged)],
            Training = [.. Training(all, children, diverged)],
            Plateaus =
            [
                .. all.Select(s => new PlateauRow(s, 0.1, 7, 9, PlateauOf(s), PlateauOf(s) - 0.015, 0.03, true)),
            ],
            Calibration = [.. Trials(all)],
            Barriers = pairs,
            BarrierCurves = [.. Curves(pairs)],
            KernelDistances = [.. KernelDistances(all)],
            KernelVelocities = [.. Grid().SkipLast(1).SelectMany(t => all.Select(s => Velocity(s, t)))],
            Onsets = onsets,
            Measures = [.. Measures(all, pairs, onsets)],
            Spectra = [.. Grid().SelectMany(t => all.Select(s => Spectrum(s, t)))],
            Eigenvalues = [.. Eigenvalues(all)],
            Regressions = [.. Times.SelectMany(t => all.Select(s => Regression(s, t)))],
            Sensitivities = [.. Sensitivities(all, diverged)],
            Separations = [.. Separations(all, diverged)],
            Trajectories = [.. Trajectories(all, children, diverged)],
            Components =
            [
                .. from s in all
                from plane in new[] { "children", "linearized" }
                from component in new[] { 1, 2 }
                select new ComponentRow(plane, s, component, component == 1 ? 0.63 : 0.17),
            ],
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
                .Concat(Times.Select(t => ("nonlinear_advantage", t, Advantage(seed, t) / multiplier)))
            select new WidthRow(dataset, "cnn", multiplier, row.Item1, seed, row.t, row.Item3),
        ];

    /// <summary>Three learning rates of one network, of one of each of the given datasets; at the largest of seed 0 the barrier stays.</summary>
    public static IReadOnlyList<RateRow> Rates(int seeds, params string[] datasets) =>
        [
            .. from dataset in datasets
            from seed in Enumerable.Range(0, seeds)
            from rate in new[] { 0.1, 0.05, 0.02 }
            let height = rate * Scatter(seed, rate, 0.1)
            select new RateRow(
                dataset,
                "cnn",
                $"cnn-{rate * 100:0}",
                rate,
                seed,
                height,
                height * 1.4,
                seed == 0 && rate == 0.1 ? double.PositiveInfinity : 10 * rate,
                0.03
            ),
        ];

    private static IEnumerable<RunRow> Runs(int[] seeds, int children, bool diverged)
    {
        foreach (var seed in seeds)
        {
            yield return Row("parent", seed, 0, "", 0.185 * Scatter(seed, 1, 0.03), false);
            foreach (var time in Times)
            {
                var lost = Lost(diverged, seed, time);
                for (var child = 1; child <= children; child++)
                    yield return Row("child", seed, time, $"{child}", 0.19 * Scatter(seed, child + time, 0.03), lost);
                yield return Row("linearized", seed, time, "", NtkError(seed, time), lost);
                foreach (var control in Controls)
                    yield return Row("control", seed, time, control, ControlError(seed, time, control), lost);
                yield return Row("probe", seed, time, "", ProbeError(seed, time), false);
            }
        }

        static RunRow Row(string kind, int seed, double time, string variant, double error, bool lost)
        {
            var (rate, epoch) = kind switch
            {
                "probe" => (0, 0),
                "parent" or "child" => (0.1, Epochs),
                _ => (Low, LinearizedEpochs - 1),
            };
            var none = lost ? double.NaN : 1;
            return new(
                kind,
                seed,
                time,
                Steps(time),
                variant,
                rate,
                epoch,
                Steps(epoch),
                kind == "linearized" && time == 0,
                lost ? 0.9 : error * 0.6,
                none * error * 2,
                lost ? 0.9 : error * 1.05,
                none * error * 3,
                lost ? 0.9 : error,
                none * error * 3,
                lost ? 0.9 : error * 0.98,
                lost ? "non-finite" : "trained"
            );
        }
    }

    private static IEnumerable<TrainingRow> Training(int[] seeds, int children, bool diverged)
    {
        foreach (var seed in seeds)
        {
            foreach (var row in Run("parent", seed, 0, "", 0, Epochs, 0.185, false))
                yield return row;
            foreach (var time in Times)
            {
                var lost = Lost(diverged, seed, time);
                for (var child = 1; child <= children; child++)
                {
                    foreach (var row in Run("child", seed, time, $"{child}", time, Epochs, 0.19, lost))
                        yield return row;
                }
                foreach (var row in Run("linearized", seed, time, "", 0, LinearizedEpochs, NtkError(seed, time), lost))
                    yield return row;
                foreach (var control in Controls)
                {
                    var error = ControlError(seed, time, control);
                    foreach (var row in Run("control", seed, time, control, 0, LinearizedEpochs, error, lost))
                        yield return row;
                }
            }
        }

        // After each epoch, and at the start, where no minibatch was seen.
        static IEnumerable<TrainingRow> Run(
            string kind,
            int seed,
            double time,
            string variant,
            double from,
            double to,
            double end,
            bool lost
        )
        {
            for (var epoch = from; epoch <= to; epoch = Math.Floor(epoch) + 1)
            {
                var error = lost
                    ? 0.9
                    : (end + (0.4 * Math.Exp(-epoch - time))) * Scatter(seed, epoch + time + variant.Length, 0.03);
                yield return new(
                    kind,
                    seed,
                    time,
                    variant,
                    epoch,
                    Steps(epoch),
                    epoch == from ? 0
                        : kind is "parent" or "child" ? Rate(epoch - 0.1)
                        : Low,
                    epoch == from ? double.NaN : 2.5 * error,
                    epoch == to ? 0.6 * error : double.NaN,
                    epoch == to ? 2 * error : double.NaN,
                    1.05 * error,
                    3.1 * error,
                    error,
                    3 * error
                );
            }
        }
    }

    private static IEnumerable<CalibrationRow> Trials(int[] seeds) =>
        from rate in new[] { 0.003, Low, 0.03 }
        from seed in seeds
        let error = (0.22 + (0.02 * Math.Abs(Math.Log10(rate / Low)))) * Scatter(seed, rate, 0.02)
        select new CalibrationRow(rate, seed, 1, LinearizedEpochs, true, error, 0.6 * error, "trained", rate == Low);

    private static IEnumerable<PairRow> Pairs(int[] seeds, int children, bool diverged) =>
        from seed in seeds
        from time in Times
        from a in Enumerable.Range(1, children)
        from b in Enumerable.Range(a + 1, children - a)
        let s = Scatter(seed, (a * 7) + b + time, 0.2)
        let height = 0.04 * Math.Exp(-time / 0.7) * s
        let far = (0.01 + (0.05 * Math.Exp(-time / 3))) * s
        select Lost(diverged, seed, time)
            ? new PairRow(seed, time, a, b, 0.9, 0.4, 9, 0.4, 9, 0.9, 1.2, 3, 0.5, 0.9, 0.01, true)
            : new PairRow(
                seed,
                time,
                a,
                b,
                0.03,
                height * 1.4,
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

    private static IEnumerable<CurveRow> Curves(IEnumerable<PairRow> pairs) =>
        from pair in pairs
        from i in Enumerable.Range(0, 11)
        let alpha = i / 10.0
        let bump = 4 * alpha * (1 - alpha)
        let error = 0.19 + (bump * pair.TestErrorBarrier) + (0.002 * alpha)
        let seen = 0.03 + (bump * pair.TrainErrorBarrier) + (0.001 * alpha)
        select new CurveRow(pair.Seed, pair.Time, pair.ChildA, pair.ChildB, alpha, seen, seen * 2, error, error * 3);

    private static IEnumerable<OnsetRow> Onsets(int[] seeds, bool diverged) =>
        from seed in seeds
        from time in Times
        let lost = Lost(diverged, seed, time)
        let none = lost ? double.NaN : 1
        let error = lost ? 0.9 : NtkError(seed, time)
        let advantage = error - (none * ControlError(seed, time, "same"))
        let initial = NtkError(seed, 0)
        select new OnsetRow(
            seed,
            time,
            Steps(time),
            Low,
            error,
            error - 0.01,
            error + 0.01,
            error * 0.98,
            error * 0.6,
            LinearizedEpochs - 1,
            time == 0,
            none * ControlError(seed, time, "same"),
            none * ControlError(seed, time, "own"),
            none * ControlError(seed, time, "frozen"),
            ProbeError(seed, time),
            ParentError(seed, time),
            advantage,
            advantage - 0.005,
            advantage + 0.005,
            error - (none * ControlError(seed, time, "frozen")),
            none * (initial - error) / (initial - PlateauOf(seed)),
            0.1 * Scatter(seed, time, 0.1),
            lost
        );

    private static IEnumerable<MeasureRow> Measures(int[] seeds, List<PairRow> pairs, List<OnsetRow> onsets) =>
        from seed in seeds
        from time in Times
        let ofPairs = pairs.Where(p => (p.Seed, p.Time, p.Diverged) == (seed, time, false)).ToList()
        let onset = onsets.SingleOrDefault(o => (o.Seed, o.Time, o.Diverged) == (seed, time, false))
        from measure in new[]
        {
            Resampled("barrier", OfPairs(ofPairs, p => p.TestErrorBarrier)),
            Resampled("train_barrier", OfPairs(ofPairs, p => p.TrainErrorBarrier)),
            Resampled("function_distance", OfPairs(ofPairs, p => p.FunctionDistance)),
            Plain("weight_distance", OfPairs(ofPairs, p => p.WeightDistance)),
            Plain("kernel_velocity", Velocity(seed, time).Velocity),
            Resampled("ntk_error", onset?.NtkError ?? double.NaN),
            Resampled("nonlinear_advantage", onset?.NonlinearAdvantage ?? double.NaN),
            Resampled("frozen_advantage", onset?.FrozenAdvantage ?? double.NaN),
            Resampled("gap_closed", onset?.GapClosed ?? double.NaN),
        }
        where double.IsFinite(measure.Value)
        select measure with
        {
            Seed = seed,
            Time = time,
        };

    private static double OfPairs(List<PairRow> pairs, Func<PairRow, double> value) =>
        pairs.Count == 0 ? double.NaN : pairs.Average(value);

    private static MeasureRow Resampled(string name, double value) =>
        new(name, 0, 0, value, value - 0.006, value + 0.007);

    private static MeasureRow Plain(string name, double value) => new(name, 0, 0, value, double.NaN, double.NaN);

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
        Velocity(seed, time, Rate(time), ((1.2 * Math.Exp(-time / 0.7)) + 0.2) * Scatter(seed, time, 0.25));

    private static KernelVelocityRow Velocity(int seed, double time, double rate, double overBase) =>
        new(seed, time, Step, overBase * rate / 0.1, rate, overBase / 0.1);

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
            40 * s,
            singular
        );
    }

    private static IEnumerable<SensitivityRow> Sensitivities(int[] seeds, bool diverged) =>
        from seed in seeds
        from time in Times
        let lost = Lost(diverged, seed, time)
        select new SensitivityRow(seed, time, lost ? double.NaN : Exponent(seed, time), 0.95, lost);

    private static IEnumerable<SeparationRow> Separations(int[] seeds, bool diverged) =>
        from seed in seeds
        from time in Times
        from i in Enumerable.Range(0, 21)
        let elapsed = i / 20.0
        let lost = Lost(diverged, seed, time)
        select new SeparationRow(seed, time, elapsed, lost ? 50 : 1e-4 * Math.Exp(Exponent(seed, time) * elapsed));

    private static IEnumerable<TrajectoryRow> Trajectories(int[] seeds, int children, bool diverged)
    {
        foreach (var seed in seeds)
        {
            foreach (var epoch in Epoch(0, Epochs))
                yield return At("children", "parent", seed, 0, "", epoch, epoch, 0);
            foreach (var time in Times)
            {
                var lost = Lost(diverged, seed, time) ? 100.0 : 1;
                foreach (var epoch in Epoch(time, Epochs))
                {
                    for (var child = 1; child <= children; child++)
                        yield return At(
                            "children",
                            "child",
                            seed,
                            time,
                            $"{child}",
                            epoch,
                            epoch - time,
                            lost * (child - 1.4)
                        );
                }
                foreach (var epoch in Epoch(0, LinearizedEpochs))
                    yield return At("linearized", "linearized", seed, time, "", epoch, epoch, -lost);
            }
        }

        static IEnumerable<double> Epoch(double from, double to) =>
            Enumerable.Range(0, 25).Select(i => i / 24.0 * to).Where(e => e > from).Prepend(from);

        static TrajectoryRow At(
            string plane,
            string kind,
            int seed,
            double time,
            string variant,
            double epoch,
            double elapsed,
            double aside
        )
        {
            var off = aside * 9 * Math.Exp(-time / 3) * (1 - Math.Exp(-elapsed / 3));
            var along = 40 * (1 - Math.Exp(-(kind == "linearized" ? time + (elapsed / 2) : epoch) / 4));
            return new(plane, kind, seed, time, variant, epoch, along, (12 * Math.Sin(along / 14)) + off);
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

    private static IEnumerable<double> Grid() => Enumerable.Range(0, 31).Select(i => i * Step);

    private static bool Lost(bool diverged, int seed, double time) => diverged && seed == 0 && time == 0.5;

    private static int Steps(double epochs) => (int)Math.Round(epochs * StepsPerEpoch);

    // Drops at 0.75 and 0.9 of the whole.
    private static double Rate(double epoch) =>
        epoch < 0.75 * Epochs ? 0.1
        : epoch < 0.9 * Epochs ? 0.01
        : 0.001;

    private static double PlateauOf(int seed) => Plateau * Scatter(seed, 2, 0.02);

    private static double NtkError(int seed, double time) =>
        (0.185 + (0.32 * Math.Exp(-time / 0.9))) * Scatter(seed, time + 1, 0.04);

    private static double ControlError(int seed, double time, string control) =>
        NtkError(seed, time)
        - (Advantage(seed, time) * (control == "frozen" ? 0.7 : 1))
        + (control == "own" ? 0.002 : 0);

    private static double ProbeError(int seed, double time) =>
        (0.2 + (0.2 * Math.Exp(-time / 1.5))) * Scatter(seed, time + 2, 0.03);

    private static double ParentError(int seed, double time) =>
        (0.21 + (0.69 * Math.Exp(-time / 1.2))) * Scatter(seed, time + 3, 0.03);

    private static double Advantage(int seed, double time) => 0.3 * Math.Exp(-time / 0.9) * Scatter(seed, time, 0.1);

    private static double Exponent(int seed, double time) =>
        ((4 * Math.Exp(-time / 1.5)) - 0.2) * Scatter(seed, time, 0.15);

    /// <summary>A factor about 1 that is the same each time.</summary>
    private static double Scatter(int seed, double key, double size) =>
        1 + (size * Math.Sin((seed * 12.9898) + (key * 78.233)));
}
