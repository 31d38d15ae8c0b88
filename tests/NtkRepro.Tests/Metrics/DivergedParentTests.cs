using static NtkRepro.Tests.Metrics.ClaimCase;

namespace NtkRepro.Tests.Metrics;

public sealed class DivergedParentTests
{
    [Theory]
    [InlineData("non-finite")]
    [InlineData("at-chance")]
    public void What_was_measured_of_the_kernels_of_a_diverged_parent_is_taken_out(string outcome)
    {
        var parent = Run("parent", seed: 1);
        var tables = Nothing with
        {
            Runs =
            [
                parent,
                parent with
                {
                    Seed = 2,
                    Outcome = outcome,
                },
                // A child that diverges says nothing against the parent's kernel.
                parent with
                {
                    Kind = "child",
                    Outcome = outcome,
                },
            ],
            KernelDistances = [new(1, 0, 1, 0.5), new(2, 0, 1, 0.9)],
            KernelVelocities = [Velocity(0, 1, seed: 1), Velocity(0, 9, seed: 2)],
            Spectra = [new(1, 0, 1, 1, 1, 1, 1, 1, 1), new(2, 0, 1, 1, 1, 1, 1, 1, 1)],
            Regressions =
            [
                new(1, 0, 4, 1, 1, 1, 1, 1, 1, 1, 1, Singular: false),
                new(2, 0, 4, 1, 1, 1, 1, 1, 1, 1, 1, true),
            ],
        };

        var sound = tables.WithoutDivergedParents();

        Assert.Equal(tables.Runs, sound.Runs);
        Assert.Equal(1, Assert.Single(sound.KernelDistances).Seed);
        Assert.Equal(1, Assert.Single(sound.KernelVelocities).Seed);
        Assert.Equal(1, Assert.Single(sound.Spectra).Seed);
        Assert.Equal(1, Assert.Single(sound.Regressions).Seed);
    }
}
