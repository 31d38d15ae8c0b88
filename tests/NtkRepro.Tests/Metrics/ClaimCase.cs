using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

/// <summary>Hand-made measurements of a run of 20 epochs, whose learning rate is constant for 15. What no claim should read is 9.</summary>
internal static class ClaimCase
{
    private static readonly ClaimParameters Thresholds = new(
        Converged: 0.05,
        BarrierPoints: 2,
        NegligiblePoints: 0.5,
        VelocityRatio: 2,
        VelocityFloor: 0.02,
        VelocityChange: 0.5,
        GapClosed: 0.67,
        TimeRatio: 2,
        Resamples: 200
    );

    public static readonly MetricTables Nothing = new([], [], [], [], [], [], [], []);

    public static ClaimInput Input(
        Evidence? evidence = null,
        IEnumerable<KernelVelocityRow>? velocities = null,
        double trainError = 0.01,
        double constantEpochs = 15
    ) =>
        new(
            evidence ?? new Evidence(),
            [.. velocities ?? []],
            [new PlateauRow(0, 0.1, 11, 15, 9, 9, trainError, trainError <= 0.05)],
            [Pair(0) with { TrainError = trainError }],
            Thresholds,
            20,
            constantEpochs
        );

    public static ClaimRow One(ClaimInput input, string id) => new Claims(input).All().Single(r => r.Id == id);

    /// <summary>A number whose resamples spread evenly over an interval.</summary>
    public static Estimate Spread(double value, double width) =>
        new(value, [.. Enumerable.Range(0, 201).Select(i => value + (width * (i - 100) / 95.0))]);

    /// <summary>Of seed 0, with an interval of half the width given.</summary>
    public static SeededSeries Series(double width, params (double Time, double Value)[] points) =>
        new(points.Select(p => (0, p.Time, Spread(p.Value, width))));

    /// <summary>Errors of linearized runs, and of their controls where there are some.</summary>
    public static Dictionary<string, SeededSeries> Errors(SeededSeries linearized, SeededSeries? control = null) =>
        new(new Evidence().Errors, StringComparer.Ordinal)
        {
            ["linearized"] = linearized,
            ["control-same"] = control ?? SeededSeries.Empty,
        };

    public static PairRow Pair(double time) => new(0, time, 1, 2, 0.01, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, Diverged: false);

    public static KernelVelocityRow Velocity(double time, double velocity, int seed = 0) =>
        new(seed, time, 0.4, velocity, 0.1, velocity / 0.1);

    public static RunRow Run(string kind, double time = 0, int seed = 0, string outcome = "trained") =>
        new(kind, seed, time, 9, "", 0.1, 20, 9, false, 0.1, 9, 0.1, 9, 0.1, 9, 0.1, outcome);

    public static OnsetRow Onset(double time, double advantage, int seed = 0) =>
        new(seed, time, 9, 9, 9, 9, 9, 9, 9, 9, false, 9, 9, 9, 9, 9, advantage, 9, 9, 9, 9, 9, Diverged: false);
}
