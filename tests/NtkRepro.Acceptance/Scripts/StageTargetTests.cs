using System.Text.RegularExpressions;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>Targets that run one stage each, as a person calls them.</summary>
[Collection(SmokeRunTests.Name)]
public sealed partial class StageTargetTests(SmokeRun smoke, StagesCopy folder) : IClassFixture<StagesCopy>
{
    // One dataset, and of two networks kernels at the eleven times of a grid and at those between: 0.5, 1 and 3; and 1.
    private const int Cnn = 11 + 3;
    private const int Resnet = 11 + 1;
    private const int Kernels = Cnn + Resnet;

    private const string Heading = "target computed up to date seconds";

    private readonly StagesCopy copy = folder.Of(smoke);

    [Fact]
    public void A_stage_runs_after_those_that_it_needs_and_the_closing_table_has_a_line_for_each()
    {
        var (code, lines) = Run("Kernel");

        Assert.Equal(0, code);
        Assert.Equal([Heading, "Data 0 1 S", "Parent 0 2 S", $"Kernel 0 {Kernels} S"], lines);
    }

    [Fact]
    public void Of_a_change_each_target_runs_what_it_touches_of_its_own_stage()
    {
        var (code, lines) = Run("Spectrum --set kernel.probes=31 --verbosity minimal");

        Assert.Equal(0, code);
        Assert.Equal(
            [Heading, "Data 0 1 S", "Parent 0 2 S", $"Kernel {Kernels} 0 S", $"Spectrum {Kernels} 0 S"],
            lines
        );
    }

    [Fact]
    public void Several_targets_run_once_each()
    {
        var (code, lines) = Run("Kernel Data Parent");

        Assert.Equal(0, code);
        Assert.Equal(["Data", "Kernel", "Parent"], Names(lines).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_the_instances_that_are_asked_for_each_target_runs_those_of_its_stage()
    {
        var (code, lines) = Run("Kernel --only 'kernel[*,cnn,*' --set kernel.probes=32 --verbosity minimal");

        Assert.Equal(0, code);
        Assert.Equal([Heading, $"Kernel {Cnn} 0 S"], lines);
    }

    [Fact]
    public void What_is_forced_runs_in_the_target_of_its_stage_alone()
    {
        var (code, lines) = Run("Kernel --force 'kernel[*,cnn,s0,t?]' 'regression[*' --verbosity minimal");

        Assert.Equal(0, code);
        // Times 0, 1, 2, 3 and 4.
        Assert.Equal([Heading, "Data 0 1 S", "Parent 0 2 S", $"Kernel 5 {Kernels - 5} S"], lines);
    }

    [Fact]
    public void After_a_target_that_failed_nothing_runs()
    {
        var (code, lines) = Run("Kernel --set datasets.fashion-mnist.train=99999 --verbosity minimal");

        Assert.Equal(1, code);
        Assert.StartsWith("failed: data[fashion-mnist]: ", lines[0], StringComparison.Ordinal);
        string[] table =
        [
            "target computed up to date failed not run seconds",
            "Data 0 0 1 S",
            "Parent all S",
            "Kernel all S",
        ];
        Assert.Equal(table, lines.Skip(2));
    }

    [Fact]
    public void To_keep_going_is_to_run_in_each_target_what_does_not_depend_on_a_failure()
    {
        var (code, lines) = Run(
            "Kernel --skip --set models.resnet.norm=none linearized.controls.resnet=[same] kernel.probes=33 --keep-going --verbosity minimal"
        );

        Assert.Equal(1, code);
        string[] expected =
        [
            $"not run: parent[fashion-mnist,resnet,s0] and {Resnet} others: not up to date, and not among the targets",
            "target computed up to date not run seconds",
            $"Kernel {Cnn} 0 {Resnet} S",
        ];
        Assert.Equal(expected, lines);
    }

    [Fact]
    public void Quiet_says_nothing()
    {
        var (code, lines) = Run("Kernel --verbosity quiet");

        Assert.Equal(0, code);
        Assert.Empty(lines);
    }

    [Theory]
    [InlineData("Kernel --set run.sed=1", "--set run.sed=1: ")]
    [InlineData("Kernel --only 'kernal'", "target kernal: ")]
    [InlineData("Kernel --executor slrum", "--executor slrum: ")]
    public void A_mistake_is_one_line(string arguments, string beginning)
    {
        var (code, lines) = Run(arguments);

        Assert.Equal(2, code);
        Assert.StartsWith(beginning, Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_the_claims_comes_with_its_stage_and_the_report_with_the_figures()
    {
        var (code, lines) = Run("Figures");

        Assert.Equal(0, code);
        Assert.Equal(1, lines.Count(l => l.StartsWith("Claims of the paper", StringComparison.Ordinal)));
        Assert.Equal("Report: artifacts/latest/report.html", lines[lines.ToList().IndexOf(Heading) - 1]);
        Assert.Equal("Figures 0 2 S", lines[^1]);
    }

    [Fact]
    public void The_whole_graph_has_a_line_for_each_stage_unless_all_was_there()
    {
        var changed = Run("Reproduce --set regression.ridge=0.002 --verbosity minimal");
        var again = Run("Reproduce --set regression.ridge=0.002 --verbosity minimal");

        Assert.Equal((0, 0), (changed.Code, again.Code));
        Assert.Equal("stage computed up to date seconds", changed.Lines[0]);
        Assert.Equal(
            Reproduction.Stages.Count,
            changed.Lines.TakeWhile(l => !l.StartsWith("Run ", StringComparison.Ordinal)).Count() - 1
        );
        Assert.Contains("parent 0 2 S", changed.Lines);
        Assert.Contains("regression 5 0 S", changed.Lines);
        const string Title = "Run 'smoke-regression.ridge-0.002': preset smoke, regression.ridge=0.002";
        Assert.StartsWith(Title, again.Lines[0], StringComparison.Ordinal);
    }

    // Seconds, which differ from run to run, as an S.
    private (int Code, IReadOnlyList<string> Lines) Run(string arguments)
    {
        var (code, lines) = copy.Run(arguments);
        return (code, [.. lines.Select(l => Seconds().Replace(l, " S"))]);
    }

    private static IEnumerable<string> Names(IEnumerable<string> lines) => lines.Skip(1).Select(l => l.Split(' ')[0]);

    [GeneratedRegex(@" \d+\.\d$", RegexOptions.None, 1000)]
    private static partial Regex Seconds();
}
