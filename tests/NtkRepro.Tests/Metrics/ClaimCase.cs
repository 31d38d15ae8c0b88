using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

/// <summary>Hand-made tables of a run of 20 epochs. What no claim should read is 9.</summary>
internal static class ClaimCase
{
    private const int Epochs = 20;

    private static readonly ClaimParameters Thresholds = new(
        BarrierPoints: 2,
        VelocityRatio: 2,
        VelocitySlope: 0.1,
        MatchRelative: 0.1,
        Spearman: 0.5,
        Resamples: 1000
    );

    public static readonly MetricTables Nothing = new([], [], [], [], [], [], [], [], []);

    public static IReadOnlyList<ClaimRow> All(MetricTables tables, ImageCounts? images = null) =>
        new Claims(tables, Thresholds, Epochs, images).All();

    public static ClaimRow One(MetricTables tables, string id, ImageCounts? images = null) =>
        All(tables, images).Single(r => r.Id == id);

    public static void Expect(MetricTables tables, string id, double value, string verdict)
    {
        var row = One(tables, id);

        Assert.Equal(verdict, row.Verdict);
        Assert.Equal(value, row.Value, 1e-9);
        Assert.NotEqual("", row.Paper);
        Assert.Equal(verdict == "not measured", row.Ours.Length == 0);
    }

    public static MetricTables WithBarriers(IEnumerable<OnsetRow> onsets) =>
        Nothing with
        {
            Barriers = [Pair(0, 0.08), Pair(1, 0.06), Pair(2, 0.04), Pair(5, 0.01)],
            Onsets = [.. onsets],
        };

    public static double[] Times(params double[] times) => times;

    public static PairRow Pair(double time, double barrier) =>
        new(0, time, 1, 1, 2, 9, 9, barrier, 9, 9, 9, 9, 9, 9, 9, Diverged: false);

    public static KernelVelocityRow Velocity(double time, double velocity) => new(0, time, 0.4, velocity);

    public static RunRow Linearized(double time, double testError) =>
        new("linearized", 0, time, 1, 0, 9, 9, testError, 9, "trained");

    public static RunRow Parent(double testError) => new("parent", 0, 0, 1, 0, 9, 9, testError, 9, "trained");

    public static OnsetRow Onset(double time, double advantage) => new(0, time, 1, 9, 9, advantage, Diverged: false);
}
