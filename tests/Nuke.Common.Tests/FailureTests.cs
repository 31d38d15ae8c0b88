using System.Diagnostics;
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
        Assert.Equal("Failed", result.RowOf("Failing")[1]);
        Assert.Equal("NotRun", result.RowOf("After")[1]);
        Assert.Contains("Target Failing failed: the loss is not finite", result.Output, StringComparison.Ordinal);
        Assert.Contains("Build failed on ", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Stack_traces_are_shown_only_when_asked_for()
    {
        Assert.DoesNotContain("   at ", Run().Output, StringComparison.Ordinal);
        Assert.Contains("   at ", Run("--verbosity", "verbose").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assured_target_runs_after_a_failure()
    {
        var result = Run("After", "Cleaning");

        Assert.Equal(["Cleaning"], result.Reports);
        Assert.Equal("NotRun", result.RowOf("After")[1]);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_tolerated_failure_lets_the_rest_run_but_fails_the_build()
    {
        var result = Run("Continuing");

        Assert.Equal(["Continuing"], result.Reports);
        Assert.Equal("Failed", result.RowOf("Tolerated")[1]);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void An_asynchronous_failure_is_a_failure()
    {
        var result = Run("FailingLater");

        Assert.Equal("Failed", result.RowOf("FailingLater")[1]);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("Verify", 3, "Failed")]
    [InlineData("OwnCode", 7, "Succeeded")]
    public void A_build_may_set_its_exit_code(string target, int exitCode, string status)
    {
        var result = Run(target);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(status, result.RowOf(target)[1]);
    }

    [Fact]
    public void Events_are_raised_in_order()
    {
        var result = Sandbox.Run(nameof(EventsBuild));

        Assert.Equal("created", result.Reports[0]);
        Assert.StartsWith("initialized ", result.Reports[1], StringComparison.Ordinal);
        Assert.EndsWith(",Bad", result.Reports[1], StringComparison.Ordinal);
        Assert.Equal(
            ["failed Bad", "running Bad", "running Good", "skipped Skipped", "succeeded Good"],
            result.Reports[2..^1].Order(StringComparer.Ordinal)
        );
        Assert.Equal("finished True False", result.Reports[^1]);
        Assert.Contains("// Reused: 12", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_finds_a_mistake_on_its_own_ends_with_its_message_and_its_code()
    {
        var result = Sandbox.Run(nameof(EventsBuild), "--broken", "x");

        Assert.Equal("pipeline.yaml(3,5): unknown stage", result.Error.Trim());
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("Waiting", "Aborted")]
    [InlineData("Stopping", "Succeeded")]
    public void An_interrupted_target_may_end_by_itself_and_nothing_follows(string target, string status)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var build = Interrupt("Next", "--skip", target == "Waiting" ? "Stopping" : "Waiting");
        var result = new BuildResult(0, build.StandardOutput.ReadToEnd(), "");
        build.WaitForExit();

        Assert.Contains($"Interrupted while running {target}.", result.Output, StringComparison.Ordinal);
        Assert.Equal(status, result.RowOf(target)[1]);
        Assert.Equal("NotRun", result.RowOf("Next")[1]);
        Assert.Equal(130, build.ExitCode);
    }

    [Fact]
    public void An_interrupted_target_that_does_not_listen_is_ended()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var build = Interrupt("Deaf");
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();

        Assert.Contains("Interrupted while running Deaf.", output, StringComparison.Ordinal);
        Assert.Equal(130, build.ExitCode);
    }

    /// <summary>Starts a build, waits until its target reports that it waits, and sends it what Ctrl-C sends.</summary>
    private Process Interrupt(params string[] arguments)
    {
        var build = Sandbox.Start(nameof(InterruptBuild), arguments);
        while (build.StandardOutput.ReadLine() is { } line && line != "#waiting") { }
        // The shell's own `kill`: a minimal system has no such program.
        using var kill = Process.Start("sh", ["-c", $"kill -INT {build.Id}"]);
        kill.WaitForExit();
        return build;
    }
}
