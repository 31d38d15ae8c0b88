using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

/// <summary>The help of <see cref="HelpBuild"/>, its words one space apart, since lines are broken at other widths elsewhere.</summary>
public sealed class HelpRun
{
    public HelpRun()
    {
        using var sandbox = new Sandbox();
        Result = sandbox.Run(nameof(HelpBuild), "--help");
        Text = string.Join(' ', Result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public BuildResult Result { get; }

    public string Text { get; }
}

public sealed class HelpTests(HelpRun run) : IClassFixture<HelpRun>
{
    private readonly string _help = run.Text;

    [Fact]
    public void Help_runs_nothing()
    {
        Assert.Empty(run.Result.Reports);
        Assert.Equal(0, run.Result.ExitCode);
    }

    [Fact]
    public void Help_lists_targets_with_descriptions_and_dependencies()
    {
        Assert.Contains("Targets (with their direct dependencies):", _help, StringComparison.Ordinal);
        Assert.Contains("Data Makes the data set", _help, StringComparison.Ordinal);
        Assert.Contains("Reproduce (default) -> Data Computes all figures", _help, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", _help, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_the_parameters_of_the_build()
    {
        Assert.Contains(
            "--seed-count How many seeds to run. More seeds give narrower intervals, and take longer in the same proportion.",
            _help,
            StringComparison.Ordinal
        );
        Assert.Contains("--mode How exact to be.", _help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help Shows the help text for this build assembly.")]
    [InlineData("--no-logo Disables displaying the NUKE logo.")]
    [InlineData("--plan Shows the execution plan")]
    [InlineData("--profile Defines the profiles to load.")]
    [InlineData("--root Root directory during build execution.")]
    [InlineData("--skip List of targets to be skipped. Empty list skips all dependencies.")]
    [InlineData("--target List of targets to be invoked. Default is 'Reproduce'.")]
    [InlineData("--verbosity Logging verbosity during build execution. Default is 'Normal'.")]
    public void Help_lists_the_parameters_of_every_build(string text)
    {
        Assert.Contains(text, _help, StringComparison.Ordinal);
    }
}
