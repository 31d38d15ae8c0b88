using NtkRepro.Metrics;
using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

public sealed class UniversalClaimTests
{
    private static readonly double[] Falling = [0.5, 0.4, 0.2, 0.1, 0.05];

    [Fact]
    public void Measures_that_fall_together_evolve_together()
    {
        var row = One(Together(), "universal");

        Assert.Equal((1, "holds"), (Math.Round(row.Value, 12), row.Verdict));
        Assert.StartsWith("rank ≥ 1", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void One_measure_that_rises_is_enough_to_refute_it()
    {
        var tables = Together();
        var onsets = tables.Onsets.Select(o => o with { NonlinearAdvantage = -o.NonlinearAdvantage });

        var row = One(tables with { Onsets = [.. onsets] }, "universal");

        Assert.Equal((-1, "does not hold"), (Math.Round(row.Value, 12), row.Verdict));
    }

    [Fact]
    public void All_core_measures_are_needed_at_four_times()
    {
        var tables = Together();

        Assert.Equal("not measured", One(tables with { KernelVelocities = [] }, "universal").Verdict);
        Assert.Equal("not measured", One(tables with { Onsets = [.. tables.Onsets.Take(3)] }, "universal").Verdict);
    }

    [Fact]
    public void Over_all_networks_it_holds_where_it_holds_for_each()
    {
        var overall = Claims.Universal([Row("mlp", 0.8, "holds"), Row("cnn", 0.6, "holds")]);

        Assert.Equal(("universal", 0.6, "holds"), (overall.Id, overall.Value, overall.Verdict));
        Assert.Contains("2 of 2", overall.Ours, StringComparison.Ordinal);
        Assert.Contains("cnn on spam", overall.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_all_networks_one_exception_refutes_it_and_what_was_not_measured_is_counted()
    {
        var overall = Claims.Universal([
            Row("mlp", 0.8, "holds"),
            Row("cnn", -0.2, "does not hold"),
            Row("lenet", double.NaN, "not measured"),
            Row("mlp", -1, "does not hold") with
            {
                Id = "basin",
            },
        ]);

        Assert.Equal((-0.2, "does not hold"), (overall.Value, overall.Verdict));
        Assert.Contains("1 of 2, 1 not measured", overall.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void One_network_is_not_all_of_them()
    {
        var overall = Claims.Universal([Row("mlp", 0.8, "holds"), Row("cnn", double.NaN, "not measured")]);

        Assert.Equal(("not measured", double.NaN), (overall.Verdict, overall.Value));
    }

    private static MetricTables Together()
    {
        var times = Times(0, 1, 2, 3, 4);
        return Nothing with
        {
            Barriers =
            [
                .. times.Zip(Falling, (t, v) => Pair(t, v) with { FunctionDistance = v, KernelDistance = v * v }),
            ],
            KernelVelocities = [.. times.Zip(Falling, Velocity)],
            Onsets = [.. times.Zip(Falling, Onset)],
            Runs = [.. times.Zip(Falling, Linearized)],
        };
    }

    private static ModelClaimRow Row(string model, double value, string verdict) =>
        new("spam", model, "universal", "", "", "", value, double.NaN, double.NaN, verdict);
}
