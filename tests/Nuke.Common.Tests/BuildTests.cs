using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

/// <summary>A test class with a sandbox of its own.</summary>
public abstract class BuildTests : IDisposable
{
    protected Sandbox Sandbox { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Sandbox.Dispose();
}

public sealed class OrderTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(RelationsBuild), arguments);

    [Fact]
    public void The_default_target_runs_after_its_dependencies()
    {
        var result = Run();

        Assert.Equal(["Data", "Train"], result.Reports);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_target_that_several_depend_on_runs_once_and_before_them()
    {
        Assert.Equal(["Data", "Train", "Metrics", "Figures", "Report"], Run("Report").Reports);
    }

    [Fact]
    public void A_target_without_actions_only_gathers_its_dependencies()
    {
        var result = Run("All");

        Assert.Equal(["Data", "Train", "Metrics", "Figures", "Report"], result.Reports);
        Assert.DoesNotContain("Collective", result.Output);
    }

    [Theory]
    [InlineData("Third", "Second", "First")]
    [InlineData("First", "Third", "Second")]
    public void Before_and_after_order_targets_that_both_run(params string[] targets)
    {
        Assert.Equal(["First", "Second", "Third"], Run(targets).Reports);
    }

    [Fact]
    public void Before_and_after_bring_nothing_into_the_plan()
    {
        Assert.Equal(["Third"], Run("Third").Reports);
    }

    [Fact]
    public void Triggered_targets_run_after_their_trigger_with_their_own_dependencies()
    {
        var reports = Run("Signal").Reports;

        Assert.Equal(["Data", "Echo", "Listener", "Signal"], reports.Order(StringComparer.Ordinal));
        Assert.True(Array.IndexOf(reports, "Signal") < Array.IndexOf(reports, "Echo"));
        Assert.True(Array.IndexOf(reports, "Signal") < Array.IndexOf(reports, "Listener"));
        Assert.True(Array.IndexOf(reports, "Data") < Array.IndexOf(reports, "Echo"));
    }

    [Fact]
    public void A_target_may_declare_itself_a_dependency_of_another()
    {
        Assert.Equal(["Prepare", "Consume"], Run("Consume").Reports);
    }

    [Fact]
    public void Actions_run_in_the_order_of_their_declaration()
    {
        Assert.Equal(["one", "two", "three"], Run("Many").Reports);
    }

    [Fact]
    public void An_asynchronous_action_is_awaited()
    {
        var result = Run("Slow");

        Assert.Equal(["awaited"], result.Reports);
        Assert.Equal("Succeeded", result.RowOf("Slow")[1]);
    }

    [Theory]
    [InlineData("data", "second")]
    [InlineData("Data+Second")]
    [InlineData("--target", "Data", "Second")]
    [InlineData("-Target", "data+SECOND")]
    public void Targets_are_named_by_position_or_by_option_in_any_case(params string[] arguments)
    {
        Assert.Equal(["Data", "Second"], Run(arguments).Reports.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cycle_is_reported_as_a_chain()
    {
        var result = Sandbox.Run(nameof(CycleBuild));

        Assert.Contains("A -> B -> C -> A", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }
}

public sealed class SkipTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(RelationsBuild), arguments);

    [Fact]
    public void A_skipped_target_takes_dependencies_along_that_nothing_else_needs()
    {
        var result = Run("Metrics", "--skip", "Train");

        Assert.Equal(["Metrics"], result.Reports);
        Assert.Equal("Skipped", result.RowOf("Train")[1]);
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
    public void An_empty_skip_list_leaves_only_the_named_targets()
    {
        Assert.Equal(["Figures"], Run("Figures", "--skip").Reports);
    }

    [Fact]
    public void An_empty_skip_list_leaves_the_default_target_where_none_is_named()
    {
        Assert.Equal(["Train"], Run("--skip").Reports);
    }

    [Fact]
    public void An_unknown_target_to_skip_is_a_usage_error()
    {
        var result = Run("--skip", "Trian");

        Assert.Contains("Unknown target 'Trian'. Did you mean 'Train'?", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.Equal(2, result.ExitCode);
    }
}

public sealed class ConditionTests : BuildTests
{
    [Fact]
    public void Conditions_that_do_not_hold_skip_their_targets_and_say_why()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild));

        Assert.Equal(["Dynamic", "Last", "Other"], result.Reports.Order(StringComparer.Ordinal));
        Assert.Equal("Last", result.Reports[^1]);
        Assert.Equal("Skipped", result.RowOf("Static")[1]);
        Assert.Contains("OnlyWhen: Fast", result.Output, StringComparison.Ordinal);
        Assert.Contains("OnlyWhen: !_isReady", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Conditions_that_hold_let_their_targets_run()
    {
        var reports = Sandbox.Run(nameof(ConditionsBuild), "--fast").Reports;

        Assert.Equal(["Base", "Dynamic", "Keeping", "Last", "Other", "Static"], reports.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_condition_skips_even_a_target_that_was_asked_for()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild), "Static");

        Assert.Empty(result.Reports);
        Assert.Equal("Skipped", result.RowOf("Static")[1]);
    }

    [Fact]
    public void A_condition_that_throws_fails_its_target()
    {
        var result = Sandbox.Run(nameof(ConditionsBuild), "Throwing");

        Assert.Equal("Failed", result.RowOf("Throwing")[1]);
        Assert.Contains("no answer", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }
}

public sealed class RequirementTests : BuildTests
{
    [Fact]
    public void All_missing_requirements_are_reported_before_anything_runs()
    {
        var result = Sandbox.Run(nameof(RequirementsBuild), "--rate", "1.5");

        Assert.Contains("'Publish' requires the parameter '--api-key'", result.Error, StringComparison.Ordinal);
        Assert.Contains("'Publish' requires the parameter '--run-count'", result.Error, StringComparison.Ordinal);
        Assert.Contains("'Publish' requires (Rate < 1)", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Met_requirements_let_the_build_run()
    {
        var result = Sandbox.Run(nameof(RequirementsBuild), "--api-key", "k", "--run-count", "0");

        Assert.Equal(["Build", "Publish"], result.Reports);
    }

    [Fact]
    public void Requirements_of_targets_that_do_not_run_are_not_asked_for()
    {
        Assert.Equal(["Build"], Sandbox.Run(nameof(RequirementsBuild), "Build").Reports);
    }

    [Fact]
    public void A_required_member_is_required_by_every_target()
    {
        var result = Sandbox.Run(nameof(RequiredMemberBuild));

        Assert.Contains("Parameter '--output-name' is required.", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["x"], Sandbox.Run(nameof(RequiredMemberBuild), "--output-name", "x").Reports);
    }
}
