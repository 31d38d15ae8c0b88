using System.Globalization;
using System.Text.RegularExpressions;
using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed partial class OutputTests : BuildTests
{
    [Fact]
    public void Help_lists_targets_with_descriptions_and_dependencies()
    {
        var result = Sandbox.Run(nameof(HelpBuild), "--help");

        Assert.Contains(
            "  Reproduce (default)  -> Data\n    Computes all figures\n",
            Plain(result),
            StringComparison.Ordinal
        );
        Assert.Contains("  Data\n    Makes the data set\n", Plain(result), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Help_lists_parameters_with_descriptions_and_choices()
    {
        var output = Sandbox.Run(nameof(HelpBuild), "--help").Output;

        Assert.Contains("--seed-count        How many seeds to run.", output, StringComparison.Ordinal);
        Assert.Contains("How exact to be. One of Fast, Thorough.", output, StringComparison.Ordinal);
        Assert.Contains("Default is 'Reproduce'.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(HelpBuild), "--help")]
    [InlineData(nameof(HelpBuild), "--plan")]
    [InlineData(nameof(FailureBuild), "--verbosity", "normal")]
    [InlineData(nameof(RelationsBuild), "All")]
    public void No_line_is_wider_than_80_columns(string build, params string[] arguments)
    {
        Assert.All(Plain(Sandbox.Run(build, arguments)).Split('\n'), x => Assert.InRange(x.Length, 0, 80));
    }

    [Fact]
    public void A_build_without_default_target_shows_help()
    {
        var result = Sandbox.Run(nameof(NoDefaultBuild));

        Assert.Contains("Targets (with their direct dependencies):", result.Output, StringComparison.Ordinal);
        Assert.Contains("Default is '<none>'.", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void The_plan_lists_targets_in_order_and_runs_none()
    {
        var result = Sandbox.Run(nameof(HelpBuild), "--plan");

        Assert.Matches(@"1  Data\s+2  Reproduce -> Data  only when SeedCount > 0", result.Output);
        Assert.Empty(result.Reports);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void The_plan_marks_what_is_skipped()
    {
        Assert.Matches(@"1  Data +\(skipped\)", Sandbox.Run(nameof(HelpBuild), "--plan", "--skip", "Data").Output);
    }

    [Fact]
    public void A_build_ends_with_a_table_and_the_date()
    {
        var output = Plain(Sandbox.Run(nameof(RelationsBuild)));

        Assert.Matches(@"\n║ Data\n", output);
        Assert.Matches(
            @"\n═+\nTarget +Status +Duration\n─+\nData +Succeeded +< 1sec\nTrain +Succeeded +< 1sec\n─+\nTotal +< 1sec\n═+\n",
            output
        );
        var date = OutcomeDate().Match(output).Groups["date"].Value;
        Assert.True(
            DateTime.TryParseExact(
                date,
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            output
        );
    }

    [Fact]
    public void Redirected_output_has_no_colours()
    {
        Assert.DoesNotContain('\e', Sandbox.Run(nameof(LogBuild)).Output);
    }

    [Theory]
    [InlineData("verbose", 5)]
    [InlineData("normal", 4)]
    [InlineData("minimal", 2)]
    [InlineData("quiet", 1)]
    public void Verbosity_chooses_the_log_levels_that_are_shown(string verbosity, int count)
    {
        var output = Plain(Sandbox.Run(nameof(LogBuild), "--verbosity", verbosity));

        Assert.Equal(count, LogLine().Count(output));
    }

    [Fact]
    public void Log_messages_are_rendered_without_quotation_marks()
    {
        Assert.Contains(
            "[INF] an information on text and 3",
            Sandbox.Run(nameof(LogBuild)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Warnings_and_errors_are_repeated_at_the_end()
    {
        var output = Plain(Sandbox.Run(nameof(LogBuild)));

        Assert.Matches(@"║ Errors & Warnings\n╬═+\n\n\[WRN\] a warning\n\[ERR\] an error\n", output);
    }

    [Fact]
    public void The_failure_of_a_target_is_not_repeated()
    {
        Assert.DoesNotContain("Errors & Warnings", Sandbox.Run(nameof(FailureBuild)).Output, StringComparison.Ordinal);
    }

    private static string Plain(BuildResult result) => result.Output.ReplaceLineEndings("\n");

    [GeneratedRegex(@"Build succeeded on (?<date>[^\n]*)\.\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutcomeDate();

    [GeneratedRegex(@"\n\d\d:\d\d:\d\d \[...\] ", RegexOptions.None, 1000)]
    private static partial Regex LogLine();
}
