using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class RateTableTests
{
    private static readonly ModelParameters Cnn = new("cnn", [16, 32]);

    [Fact]
    public void Networks_that_differ_in_learning_rate_alone_stand_side_by_side()
    {
        var rows = RateTable.Of(
            [
                Network("slow", Cnn with { LearningRate = 0.02 }, 0.02, (0, 0.01), (1, 0.001)),
                Network("plain", Cnn, 0.1, (0, 0.2), (1, 0.03), (3, 0.01)),
                // Their widths are equal, their lists are not the same.
                Network("fast", Cnn with { Widths = [16, 32], LearningRate = 0.3 }, 0.3, (0, 0.4), (1, 0.3)),
                Network("wide", Cnn with { Multiplier = 2 }, 0.1, (0, 0.2)),
            ],
            points: 2
        );

        Assert.Equal(
            [("fast", 0.3, 0.4, double.PositiveInfinity), ("plain", 0.1, 0.2, 3), ("slow", 0.02, 0.01, 0)],
            rows.Select(r => (r.Model, r.LearningRate, r.TestErrorBarrier, r.Collapse))
        );
        Assert.All(rows, r => Assert.Equal(("digits", "fast", 0.04), (r.Dataset, r.Family, r.TrainError)));
    }

    [Fact]
    public void A_network_alone_and_diverged_children_have_no_rows()
    {
        var slow = Network("slow", Cnn with { LearningRate = 0.02 }, 0.02, (0, 0.01));

        Assert.Empty(RateTable.Of([slow, Network("wide", Cnn with { Multiplier = 2 }, 0.1, (0, 0.2))], 2));
        var lost = Network("plain", Cnn, 0.1, (0, 0.2));
        lost = lost with { Pairs = [lost.Pairs[0] with { Diverged = true }] };
        Assert.Equal("slow", Assert.Single(RateTable.Of([slow, lost], 2)).Model);
    }

    private static RatedNetwork Network(
        string name,
        ModelParameters parameters,
        double rate,
        params (double Time, double Barrier)[] pairs
    ) =>
        new(
            "digits",
            name,
            parameters,
            [new PlateauRow(0, rate, 1, 2, 0.1, 0.1, 0.04, Converged: true)],
            [.. pairs.Select(p => ClaimCase.Pair(p.Time) with { TestErrorBarrier = p.Barrier })]
        );
}
