using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class FailureTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(FailureBuild), arguments);

    [Fact]
    public void A_failed_target_ends_the_build_and_its_dependents_do_not_run()
    {
        var result = Run();

        Assert.Empty(result.Reports);
        Assert.Equal("Failed", result.StatusOf("Failing"));
        Assert.Equal("NotRun", result.StatusOf("After"));
        Assert.Contains("the loss is not finite", result.Output, StringComparison.Ordinal);
        Assert.Contains("Build failed on ", result.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public void A_failed_target_shows_its_exception_in_the_closing_table()
    {
        Assert.Contains("   // InvalidOperationException: the", Run().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_assertion_fails_its_target_with_its_message()
    {
        var result = Run("Asserting");

        Assert.Equal("Failed", result.StatusOf("Asserting"));
        Assert.Contains("numbers are missing", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assertion_keeps_the_exception_that_led_to_it()
    {
        var cause = new InvalidOperationException("cause");

        var exception = Assert.Throws<Exception>(() => Nuke.Common.Assert.Fail("why", cause));

        Assert.Equal("why", exception.Message);
        Assert.Same(cause, exception.InnerException);
    }

    [Theory]
    [InlineData("Verify", 3, "Failed")]
    [InlineData("OwnCode", 7, "Succeeded")]
    public void A_build_may_set_its_exit_code(string target, int exitCode, string status)
    {
        var result = Run(target);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(status, result.StatusOf(target));
    }
}
