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
        Assert.Equal("Skipped", result.StatusOf("Train"));
        Assert.Contains("Skipped: via parameter", result.Output, StringComparison.Ordinal);
        Assert.Contains("Skipped: because of Train", result.Output, StringComparison.Ordinal);
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

public sealed class ConditionTests : BuildTests
{
    [Fact]
    public void Conditions_that_do_not_hold_skip_their_targets_and_say_why()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild));

        Assert.Equal(["Asked", "Before", "Last"], result.Reports.Order(StringComparer.Ordinal));
        Assert.Equal("Last", result.Reports[^1]);
        Assert.Equal("Skipped", result.StatusOf("WhenFast"));
        Assert.Equal("Skipped", result.StatusOf("Twice"));
        Assert.Contains("OnlyWhen: Fast", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Conditions_that_hold_let_their_targets_run()
    {
        var reports = Sandbox.Run(nameof(ConditionsBuild), "--fast").Reports;

        Assert.Equal(["Asked", "Before", "Last", "Twice", "WhenFast"], reports.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_condition_skips_even_a_target_that_was_asked_for()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild), "WhenFast");

        Assert.Equal(["Before"], result.Reports);
        Assert.Equal("Skipped", result.StatusOf("WhenFast"));
    }

    [Fact]
    public void A_condition_that_throws_fails_the_build()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild), "Throwing");

        Assert.Contains("no answer", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.NotEqual(0, result.ExitCode);
    }
}

public sealed class RequirementTests : BuildTests
{
    // Where a person sits at the console, NUKE asks for what is missing.
    public RequirementTests() => Sandbox.Environment["JENKINS_HOME"] = Sandbox.Root;

    [Fact]
    public void A_missing_requirement_is_reported_before_anything_runs()
    {
        var result = Sandbox.Run(nameof(RequirementsBuild), "--feed", "f");

        Assert.Contains("Target 'Publish' requires ", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public void Met_requirements_let_the_build_run()
    {
        Assert.Equal(
            ["Build", "Publish"],
            Sandbox.Run(nameof(RequirementsBuild), "--api-key", "k", "--feed", "f").Reports
        );
    }

    [Fact]
    public void Requirements_of_targets_that_do_not_run_are_not_asked_for()
    {
        Assert.Equal(["Build"], Sandbox.Run(nameof(RequirementsBuild), "Build").Reports);
    }
}
