using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class SummaryTests : BuildTests
{
    [Fact]
    public void A_build_ends_with_a_table_of_its_targets_and_its_outcome()
    {
        var output = Sandbox.Run(nameof(RelationsBuild)).Output;

        Assert.Matches(@"\nTarget +Status +Duration *\r?\n", output);
        Assert.Matches(@"\nData +Succeeded +< 1sec *\r?\nTrain +Succeeded +< 1sec *\r?\n", output);
        Assert.Matches(@"\nTotal +< 1sec *\r?\n", output);
        Assert.Contains("Build succeeded on ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_target_has_a_heading()
    {
        Assert.Matches(@"\n╬═+\r?\n║ Data\r?\n╬═+\r?\n", Sandbox.Run(nameof(RelationsBuild)).Output);
    }

    [Theory]
    [InlineData("verbose", "INF DBG ERR")]
    [InlineData("normal", "INF DBG ERR")]
    [InlineData("minimal", "ERR")]
    [InlineData("quiet", "ERR")]
    public void Verbosity_chooses_which_lines_of_the_log_are_shown(string verbosity, string levels)
    {
        var output = Sandbox.Run(nameof(ToolBuild), "--verbosity", verbosity).Output;

        // The command line, its standard output and its error output.
        Assert.Equal(levels.Contains("INF"), Shows(output, "[INF] > "));
        Assert.Equal(levels.Contains("DBG"), Shows(output, "[DBG] arguments: "));
        Assert.Equal(levels.Contains("ERR"), Shows(output, "[ERR] variable: "));
    }

    [Fact]
    public void Errors_are_repeated_at_the_end()
    {
        var output = Sandbox.Run(nameof(ToolBuild)).Output;

        var repeated = output[output.IndexOf("Errors & Warnings", StringComparison.Ordinal)..];
        Assert.Contains("variable: ", repeated, StringComparison.Ordinal);
        Assert.DoesNotContain("arguments: ", repeated, StringComparison.Ordinal);
    }

    // A line of the log begins with the time.
    private static bool Shows(string output, string text) =>
        output
            .Split('\n')
            .Any(x => x.Length > 9 && x[2] == ':' && x[5] == ':' && x[9..].StartsWith(text, StringComparison.Ordinal));
}
