using System.Diagnostics;
using System.Runtime.CompilerServices;
using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests.StandInOnly;

public sealed class OutcomeTests : BuildTests
{
    [Theory]
    [InlineData(nameof(FailureBuild), "Failing")]
    [InlineData(nameof(ConditionsBuild), "Throwing")]
    [InlineData(nameof(ToolBuild), "Fail")]
    public void A_failed_target_ends_in_code_1(string build, string target)
    {
        var result = Sandbox.Run(build, target);

        Assert.Equal("Failed", result.StatusOf(target));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Stack_traces_are_shown_only_when_asked_for()
    {
        Assert.DoesNotContain("   at ", Sandbox.Run(nameof(FailureBuild)).Output, StringComparison.Ordinal);
        Assert.Contains(
            "   at ",
            Sandbox.Run(nameof(FailureBuild), "--verbosity", "verbose").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_failure_of_a_target_is_not_repeated()
    {
        Assert.DoesNotContain("Errors & Warnings", Sandbox.Run(nameof(FailureBuild)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_skip_list_leaves_the_default_target_where_none_is_named()
    {
        Assert.Equal(["Train"], Sandbox.Run(nameof(RelationsBuild), "--skip").Reports);
    }

    [UnixTheory]
    [InlineData("Waiting", "Aborted")]
    [InlineData("Stopping", "Succeeded")]
    public void An_interrupted_target_may_end_by_itself_and_nothing_follows(string target, string status)
    {
        using var build = Interrupt("Next", "--skip", target == "Waiting" ? "Stopping" : "Waiting");
        var result = new BuildResult(0, build.StandardOutput.ReadToEnd(), "");
        build.WaitForExit();

        Assert.Contains($"Interrupted while running {target}.", result.Output, StringComparison.Ordinal);
        Assert.Equal(status, result.StatusOf(target));
        Assert.Equal("NotRun", result.StatusOf("Next"));
        Assert.Equal(130, build.ExitCode);
    }

    [UnixFact]
    public void An_interrupted_target_that_does_not_listen_is_ended()
    {
        using var build = Interrupt("Deaf");
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();

        Assert.Contains("Interrupted while running Deaf.", output, StringComparison.Ordinal);
        Assert.Equal(130, build.ExitCode);
    }

    /// <summary>Starts a build, waits until its target reports that it waits, and sends it what Ctrl-C sends.</summary>
    private Process Interrupt(params string[] arguments)
    {
        var build = Sandbox.Start(nameof(InterruptBuild), Sandbox.DotNet, [Sandbox.Assembly, .. arguments]);
        while (build.StandardOutput.ReadLine() is { } line && line != "#waiting") { }
        // The shell's own `kill`: a minimal system has no such program.
        using var kill = Process.Start("sh", ["-c", $"kill -INT {build.Id}"]);
        kill.WaitForExit();
        return build;
    }
}

/// <summary>A test of what only Unix has; elsewhere it counts as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = OperatingSystem.IsWindows() ? "Unix only" : null;
}

/// <inheritdoc cref="UnixFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = OperatingSystem.IsWindows() ? "Unix only" : null;
}
