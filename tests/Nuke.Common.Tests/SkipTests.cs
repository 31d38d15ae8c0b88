using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class SkipTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(RelationsBuild), arguments);

    [Fact]
    public void A_skipped_target_takes_dependencies_along_that_nothing_else_needs()
    {
        var result = Run("Metrics", "--skip", "Train");

        Assert.Equal(["Metrics"], result.Reports);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_dependency_that_another_target_needs_is_not_skipped_along()
    {
        Assert.Equal(["Data", "Train", "Metrics", "Report"], Run("Report", "--skip", "figures").Reports);
    }

    [Fact]
    public void Several_targets_are_skipped_at_once()
    {
        Assert.Equal(["Report"], Run("Report", "--skip", "Figures+Metrics").Reports);
    }

    [Fact]
    public void An_empty_skip_list_leaves_only_the_named_targets()
    {
        Assert.Equal(["Figures"], Run("Figures", "--skip").Reports);
    }
}
