using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

public sealed class SummaryTests : BuildTests
{
    private BuildResult Run(params string[] arguments) => Sandbox.Run(nameof(SummaryBuild), arguments);

    [Fact]
    public void What_a_target_reports_stays_with_it_in_its_order_and_takes_the_place_of_what_it_reported_before()
    {
        var reports = Run().Reports;

        Assert.Contains("given=0", reports);
        Assert.Contains("Train: networks 3, diverged 1", reports);
        Assert.Contains("Silent:", reports);
        Assert.Contains("Nothing:", reports);
    }

    [Fact]
    public void A_target_that_gathers_others_is_not_among_those_that_ran_and_neither_is_the_one_that_runs()
    {
        var names = Run().Reports.Where(r => r.Contains(':', StringComparison.Ordinal)).Select(r => r.Split(':')[0]);

        Assert.Equal(["Silent", "Train", "Nothing"], names);
    }

    [Theory]
    [InlineData("to run=", "Read")]
    [InlineData("to run=Last", "Last")]
    public void A_target_sees_which_are_still_to_run(string expected, params string[] targets)
    {
        Assert.Contains(expected, Run(targets).Reports);
    }

    [Fact]
    public void A_skipped_target_is_neither_to_run_nor_among_those_that_ran()
    {
        var reports = Run("Last", "--skip", "Nothing").Reports;

        Assert.Equal("to run=Last", reports[0]);
        Assert.DoesNotContain(reports, r => r.StartsWith("Nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_has_the_time_that_it_took() => Assert.Contains("took time=True", Run().Reports);

    [Fact]
    public void A_name_that_is_reported_twice_is_a_failure() => Assert.NotEqual(0, Run("Twice").ExitCode);
}
