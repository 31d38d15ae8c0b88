using System.Globalization;
using NtkRepro.Pipeline.Tests;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class SummaryTableTests : IDisposable
{
    private readonly FakeConsole console = new();

    public void Dispose() => console.Dispose();

    [Fact]
    public void Every_target_has_a_line_with_what_it_reported_and_its_seconds()
    {
        Print(
            Line("Data", 0.04, ("computed", "1"), ("up to date", "0")),
            Line("Kernel", 61.26, ("computed", "1200"), ("up to date", "13"))
        );

        Assert.Equal(
            [
                "target  computed  up to date  seconds",
                "Data           1           0      0.0",
                "Kernel      1200          13     61.3",
            ],
            console.Lines
        );
    }

    [Fact]
    public void What_only_some_targets_report_is_left_blank_for_the_others()
    {
        Print(Line("Parent", 2, ("computed", "1"), ("failed", "1")), Line("Kernel", 0, ("not run", "all")));

        Assert.Equal(
            [
                "target  computed  failed  not run  seconds",
                "Parent         1       1               2.0",
                "Kernel                        all      0.0",
            ],
            console.Lines
        );
    }

    [Fact]
    public void A_target_that_reports_nothing_has_no_line()
    {
        Print(Line("Docs", 1), Line("Data", 1, ("computed", "1")));

        Assert.Equal(2, console.Lines.Count);
        Assert.StartsWith("Data ", console.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_target_came_as_far_as_computing_there_is_no_table()
    {
        Print(Line("Docs", 1), Line("Parent", 0, ("not run", "all")));

        Assert.Empty(console.Text);
    }

    [Fact]
    public void A_line_for_each_stage_counts_its_instances()
    {
        using var pipeline = new TinyPipeline();
        pipeline.Run();
        SummaryTable.PrintStages(pipeline.Run(force: ["second"]), console.Console);

        Assert.Equal("stage   computed  up to date  seconds", console.Lines[0]);
        Assert.Matches(@"^first +0 +2 +0\.0$", console.Lines[1]);
        Assert.Matches(@"^second +1 +0 +\d\.\d$", console.Lines[2]);
        Assert.Equal(3, console.Lines.Count);
    }

    [Fact]
    public void The_seconds_of_a_stage_are_those_of_all_its_instances()
    {
        var clock = new ManualClock();
        using var pipeline = new TinyPipeline(_ => clock.Advance(TimeSpan.FromSeconds(0.3)), clock: clock);
        SummaryTable.PrintStages(pipeline.Run(), console.Console);

        var seconds = double.Parse(console.Lines[1].Split(' ')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(0.6, seconds);
    }

    private void Print(params SummaryLine[] lines) => SummaryTable.PrintTargets(lines, console.Console);

    private static SummaryLine Line(string name, double seconds, params (string Name, string Value)[] numbers) =>
        new(name, TimeSpan.FromSeconds(seconds), [.. numbers.Select(n => KeyValuePair.Create(n.Name, n.Value))]);
}
