using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class FailureTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(FailureBuild), arguments);

    [Fact]
    public void A_target_that_throws_ends_the_build_with_a_code_that_is_none_of_a_program()
    {
        var result = Run();

        Assert.Empty(result.Reports);
        Assert.Contains("the loss is not finite", result.Text, StringComparison.Ordinal);
        // -1, of which a shell sees 255.
        Assert.Equal(255, result.ExitCode & 255);
    }

    [Theory]
    [InlineData("Verify", 3)]
    [InlineData("OwnCode", 7)]
    public void A_build_may_set_its_exit_code(string target, int exitCode)
    {
        Assert.Equal(exitCode, Run(target).ExitCode);
    }

    [Fact]
    public void A_target_that_sets_the_exit_code_alone_stops_nothing()
    {
        var result = Run("Next");

        Assert.Equal(["Next"], result.Reports);
        Assert.Equal(7, result.ExitCode);
    }
}
