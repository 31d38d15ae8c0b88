using System.Globalization;
using System.Text.RegularExpressions;
using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests.StandInOnly;

public sealed partial class OutputTests : BuildTests
{
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
    public void A_build_with_a_target_Plan_keeps_the_option()
    {
        Assert.Contains("1  Plan", Sandbox.Run(nameof(SchemaBuild), "Plan", "--plan").Output, StringComparison.Ordinal);
        Assert.Equal(["Plan"], Sandbox.Run(nameof(SchemaBuild), "Plan").Reports);
    }

    [Fact]
    public void Help_lists_the_choices_of_a_parameter()
    {
        Assert.Contains(
            "How exact to be. One of Fast, Thorough.",
            Sandbox.Run(nameof(HelpBuild), "--help").Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(nameof(HelpBuild), "--help")]
    [InlineData(nameof(HelpBuild), "--plan")]
    [InlineData(nameof(FailureBuild), "--verbosity", "normal")]
    [InlineData(nameof(RelationsBuild), "All")]
    public void No_line_is_wider_than_80_columns(string build, params string[] arguments)
    {
        Assert.All(
            Sandbox.Run(build, arguments).Output.ReplaceLineEndings("\n").Split('\n'),
            x => Assert.InRange(x.Length, 0, 80)
        );
    }

    [Fact]
    public void The_outcome_has_its_date_in_the_international_form()
    {
        var output = Sandbox.Run(nameof(RelationsBuild)).Output.ReplaceLineEndings("\n");

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
        Sandbox.Environment["TERM"] = "xterm";

        Assert.DoesNotContain('\e', Sandbox.Run(nameof(RelationsBuild)).Output);
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false, "NO_COLOR", "1")]
    [InlineData(false, "TERM", "dumb")]
    [InlineData(false, "GITHUB_ACTIONS", "true")]
    public void A_terminal_has_colours_unless_told_otherwise(
        bool hasColours,
        string? variable = null,
        string? value = null
    )
    {
        Sandbox.Environment["TERM"] = "xterm";
        if (variable != null)
            Sandbox.Environment[variable] = value!;

        // `script` runs a command in a terminal of its own.
        var command = $"'{Sandbox.DotNet}' '{Sandbox.Assembly}' --no-logo";
        using var terminal = Sandbox.Start(nameof(RelationsBuild), "script", ["-qec", command, "/dev/null"]);
        var output = terminal.StandardOutput.ReadToEnd();
        terminal.WaitForExit();

        Assert.Contains("Build succeeded on ", output, StringComparison.Ordinal);
        // Each colour has the form ESC [ ... m; a terminal gets other sequences at the start in any case.
        Assert.Equal(hasColours, Colour().IsMatch(output));
    }

    [GeneratedRegex(@"Build succeeded on (?<date>[^\n]*)\.\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutcomeDate();

    [GeneratedRegex(@"\e\[[0-9;]+m", RegexOptions.None, 1000)]
    private static partial Regex Colour();
}
