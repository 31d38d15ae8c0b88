using NtkRepro.Metrics;
using NtkRepro.Networks;

namespace NtkRepro.Tests.Metrics;

public sealed class WidthTableTests
{
    private static readonly ModelParameters Cnn = new("cnn", [16, 32]);

    [Fact]
    public void Networks_that_differ_in_their_multiplier_alone_are_named_by_the_narrowest_and_counted_in_its_widths()
    {
        var rows = WidthTable.Of([
            Network("plain", Cnn),
            Network("half", Cnn with { Multiplier = 0.5 }),
            Network("double", Cnn with { Multiplier = 2 }),
        ]);

        Assert.All(rows, r => Assert.Equal(("digits", "half"), (r.Dataset, r.Family)));
        Assert.Equal([1, 2, 4], rows.Select(r => r.Multiplier).Distinct().Order());
        foreach (var width in rows.GroupBy(r => r.Multiplier))
        {
            (string, int, double, double)[] expected =
            [
                ("kernel_velocity", 3, 0.4, 0.7),
                ("nonlinear_advantage", 3, 1, 0.1),
            ];
            Assert.Equal(expected, width.Select(r => (r.Measure, r.Seed, r.Time, r.Value)));
        }
    }

    [Fact]
    public void Networks_of_other_shapes_or_on_other_datasets_are_no_family()
    {
        Assert.Empty(
            WidthTable.Of([
                Network("cnn", Cnn),
                Network("other widths", Cnn with { Widths = [16, 16], Multiplier = 2 }),
                Network("mlp", Cnn with { Kind = "mlp", Multiplier = 2 }),
                Network("uniform", Cnn with { Initialisation = Initialisation.FanInUniform, Multiplier = 2 }),
                Network("elsewhere", Cnn with { Multiplier = 2 }) with
                {
                    Dataset = "letters",
                },
            ])
        );
    }

    [Fact]
    public void Two_names_of_one_network_are_no_family() =>
        Assert.Empty(WidthTable.Of([Network("one", Cnn), Network("another", Cnn)]));

    [Fact]
    public void Diverged_parents_and_diverged_runs_are_left_out()
    {
        var sound = Network("plain", Cnn);
        var wide = Network("wide", Cnn with { Multiplier = 2 });
        var onset = wide.Onsets[0];
        var broken = wide with
        {
            Runs = [wide.Runs[0] with { Outcome = "at-chance" }],
            Onsets = [onset with { Diverged = true }],
        };

        var rows = WidthTable.Of([sound, broken]);

        Assert.All(rows, r => Assert.Equal(1, r.Multiplier));
        Assert.Equal(2, rows.Count);
    }

    private static SizedNetwork Network(string name, ModelParameters parameters) =>
        new(
            "digits",
            name,
            parameters,
            [ClaimCase.Run("parent", seed: 3)],
            [ClaimCase.Velocity(0.4, 0.7, seed: 3)],
            [ClaimCase.Onset(1, 0.1, seed: 3)]
        );
}
