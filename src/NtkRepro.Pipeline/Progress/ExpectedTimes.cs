namespace NtkRepro.Pipeline;

/// <summary>
/// How long the instances of a run will take: as long as the last time, times how much longer than expected those of its stage took in
/// this run, and at first those of all stages. Other parameters, or another machine, show in a few instances.
/// </summary>
internal sealed class ExpectedTimes(IEnumerable<PlannedInstance> instances)
{
    // What is expected weighs like this share of the run, and of a stage like one of its instances, so that the first to end does not
    // decide alone.
    private const double PriorShare = 0.02;
    private readonly Dictionary<string, Seen> _stages = new(StringComparer.Ordinal);
    private readonly double _prior = PriorShare * instances.Sum(i => i.ExpectedSeconds ?? 0);
    private double _expected;
    private double _actual;

    /// <summary>Learns from an instance that was computed.</summary>
    public void Add(PlannedInstance planned, double seconds)
    {
        var expected = planned.ExpectedSeconds;
        var seen = _stages.GetValueOrDefault(planned.Stage) ?? new Seen();
        _stages[planned.Stage] = new Seen
        {
            Count = seen.Count + 1,
            Total = seen.Total + seconds,
            Expected = seen.Expected + (expected ?? 0),
            Actual = seen.Actual + (expected is null ? 0 : seconds),
        };
        if (expected is { } known)
        {
            _expected += known;
            _actual += seconds;
        }
    }

    /// <summary>Seconds, or null where nothing of the stage was ever timed.</summary>
    public double? Of(PlannedInstance planned)
    {
        var seen = _stages.GetValueOrDefault(planned.Stage);
        return planned.ExpectedSeconds is { } expected ? expected * Ratio(seen, expected)
            : seen is null ? null
            : seen.Total / seen.Count;
    }

    private double Ratio(Seen? stage, double weight)
    {
        var run = Shrunk(_actual, _expected, _prior, 1);
        return stage is null ? run : Shrunk(stage.Actual, stage.Expected, weight, run);
    }

    private static double Shrunk(double actual, double expected, double weight, double prior) =>
        expected + weight > 0 ? (actual + (weight * prior)) / (expected + weight) : prior;

    private sealed record Seen
    {
        public int Count { get; init; }

        public double Total { get; init; }

        public double Expected { get; init; }

        public double Actual { get; init; }
    }
}
