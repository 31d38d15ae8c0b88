using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests.StandInOnly;

public sealed class DifferenceTests : BuildTests
{
    [Fact]
    public void The_plan_lists_targets_in_order_and_runs_none()
    {
        var result = Sandbox.Run(nameof(RelationsBuild), "Figures", "--plan", "--skip", "Train");

        Assert.Matches(
            @"1  Data +\(skipped\)\s+2  Train +-> Data  \(skipped\)\s+3  Metrics -> Train\s+4  Figures -> Metrics",
            result.Output
        );
        Assert.Empty(result.Reports);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void The_plan_shows_the_targets_too_that_are_not_part_of_it_as_the_graph_of_the_package_does()
    {
        var lines = Sandbox.Run(nameof(RelationsBuild), "Train", "--plan").Output.Split('\n').Select(l => l.Trim());

        Assert.Equal(["1  Data", "2  Train   -> Data"], lines.Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])));
        Assert.Equal(
            ["Report  -> Metrics, Figures", "Figures -> Metrics", "Metrics -> Train"],
            lines.SkipWhile(l => l != "Not part of it:").Skip(2).Take(3)
        );
    }

    [Fact]
    public void The_plan_fits_80_columns()
    {
        var output = Sandbox.Run(nameof(WideBuild), "--plan").Output;

        Assert.Matches(@"(?m)Gather +-> \w+, \w+,\r?\n +\w+$", output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_build_with_a_target_Plan_keeps_the_option()
    {
        Assert.Contains("1  Plan", Sandbox.Run(nameof(SchemaBuild), "Plan", "--plan").Output, StringComparison.Ordinal);
        Assert.Equal(["Plan"], Sandbox.Run(nameof(SchemaBuild), "Plan").Reports);
    }

    [Fact]
    public void A_cycle_is_reported_as_a_chain()
    {
        var result = Sandbox.Run(nameof(CycleBuild));

        Assert.Equal("Circular dependencies between targets: A -> B -> C -> A", result.Error.Trim());
    }

    [Fact]
    public void A_failure_is_one_line_without_a_stack_trace()
    {
        var result = Sandbox.Run(nameof(FailureBuild));

        Assert.Equal("the loss is not finite", result.Text.Trim());
    }
}
