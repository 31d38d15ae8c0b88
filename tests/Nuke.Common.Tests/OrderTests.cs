using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

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
        Assert.Equal(["Data", "Train", "Metrics", "Figures", "Report"], Run("All").Reports);
    }

    [Theory]
    [InlineData("First", "Second", "Third")]
    [InlineData("Second", "Third", "First")]
    public void Targets_that_do_not_depend_on_each_other_run_from_the_last_declared_to_the_first(
        params string[] targets
    )
    {
        Assert.Equal(["Third", "Second", "First"], Run(targets).Reports);
    }

    [Fact]
    public void Actions_run_in_the_order_of_their_declaration()
    {
        Assert.Equal(["one", "two", "three"], Run("Many").Reports);
    }

    [Fact]
    public void A_method_may_define_several_targets()
    {
        Assert.Equal(["made", "made too"], Run("MadeToo").Reports);
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
    public void The_environment_names_targets_and_the_command_line_goes_before_it()
    {
        Sandbox.Environment["NUKE_TARGET"] = "Second";

        Assert.Equal(["Second"], Run().Reports);
        Assert.Equal(["First"], Run("First").Reports);
    }

    [Fact]
    public void An_unknown_target_is_named_and_nothing_runs()
    {
        var result = Run("Second", "Xyz");

        Assert.Contains("'Xyz'", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public void A_cycle_is_reported_even_where_it_would_not_run_and_nothing_runs()
    {
        var result = Sandbox.Run(nameof(CycleBuild));

        Assert.Contains("Circular dependencies between targets:", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Reports);
        Assert.NotEqual(0, result.ExitCode);
    }
}
