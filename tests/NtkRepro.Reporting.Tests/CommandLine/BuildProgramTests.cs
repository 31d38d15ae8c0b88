using System.Diagnostics;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

namespace NtkRepro.Reporting.Tests.CommandLine;

public sealed class BuildProgramTests
{
    private readonly SampleBuild _build = new();
    private readonly BuildProgram<SampleBuild> _program;

    public BuildProgramTests() => _program = new(() => _build, build => build.ExitCode, path => new Uri(path));

    // The repository has a .nuke folder, below which tests run.
    private int Run(int nuke, params string[] arguments) => _program.Run(arguments, () => nuke);

    private static int NeverRun() => throw new UnreachableException();

    [Theory]
    [InlineData(0, ExitCodes.Success)]
    [InlineData(2, ExitCodes.Usage)]
    [InlineData(3, ExitCodes.Difference)]
    [InlineData(130, ExitCodes.Interrupted)]
    [InlineData(-1, ExitCodes.Failure)]
    [InlineData(255, ExitCodes.Failure)]
    [InlineData(134, ExitCodes.Failure)]
    public void The_exit_code_is_one_of_ours_whatever_NUKE_returns(int nuke, int expected)
    {
        Assert.Equal(expected, Run(nuke, "Reproduce"));
    }

    [Fact]
    public void A_mistake_ends_in_code_2_and_NUKE_does_not_run()
    {
        Assert.Equal(ExitCodes.Usage, _program.Run(["--epoch", "3"], NeverRun));
    }

    [Fact]
    public void A_direct_target_runs_all_that_it_executes_with_its_parameters_and_ends_in_its_code()
    {
        var code = _program.Run(["Show", "--preset", "smoke"], NeverRun);

        Assert.Equal(["Show smoke"], _build.Ran);
        Assert.Equal(3, code);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("Show", "--help", "--epoch")]
    [InlineData("--version")]
    public void Questions_are_answered_without_running_anything(params string[] arguments)
    {
        Assert.Equal(0, _program.Run(arguments, NeverRun));
        Assert.Empty(_build.Ran);
    }

    [Fact]
    public void Nothing_runs_after_a_failure()
    {
        Assert.Equal(3, _program.Run(earlier: 3, NeverRun));
        Assert.Equal(2, _program.Run(earlier: 0, () => 2));
    }

    [Theory]
    [InlineData(null, false, 0, true, 0)]
    [InlineData(0, false, 1, true, 1)]
    [InlineData(1, false, 0, false, 1)]
    // Asked to go on, it does so after a failure, which the end still tells; but not after a mistake or Ctrl-C.
    [InlineData(1, true, 0, true, 1)]
    [InlineData(1, true, 130, true, 130)]
    [InlineData(2, true, 0, false, 2)]
    [InlineData(130, true, 0, false, 130)]
    public void A_target_that_computes_runs_after_a_failure_only_if_it_is_to_go_on(
        int? earlier,
        bool isGoingOn,
        int own,
        bool runs,
        int expected
    )
    {
        var outcome = _program.Run(earlier, isGoingOn, () => new RunOutcome(own, [new("computed", "7")]));

        var numbers = string.Join(", ", outcome.Numbers.Select(n => $"{n.Key} {n.Value}"));
        Assert.Equal((runs ? "computed 7" : "not run all", expected), (numbers, outcome.Code));
    }

    [Fact]
    public void A_target_that_computes_and_throws_is_a_failure_of_which_there_are_no_numbers()
    {
        var outcome = _program.Run(null, isGoingOn: false, () => throw new InvalidOperationException("broken"));

        Assert.Equal(ExitCodes.Failure, outcome.Code);
        Assert.Empty(outcome.Numbers);
    }

    [Fact]
    public void An_exception_is_a_failure_and_a_cancellation_an_interruption()
    {
        Assert.Equal(
            ExitCodes.Failure,
            _program.Run(earlier: null, () => throw new InvalidOperationException("broken"))
        );
        Assert.Equal(ExitCodes.Interrupted, _program.Run(earlier: null, () => throw new OperationCanceledException()));
    }

    [Fact]
    public void An_exception_that_NUKE_lets_through_is_a_failure()
    {
        Assert.Equal(
            ExitCodes.Failure,
            _program.Run(["Reproduce"], () => throw new InvalidOperationException("broken"))
        );
    }

    [Fact]
    public void A_folder_for_temporary_files_is_there_while_NUKE_runs()
    {
        var folder = "";
        var code = _program.Run(
            ["Reproduce"],
            () =>
            {
                folder = _program.TemporaryFolder;
                return Directory.Exists(folder) ? 0 : 1;
            }
        );

        Assert.Equal(0, code);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Help_lists_targets_with_what_they_need_and_parameters_with_their_choices()
    {
        var help = HelpText.Render(_build, "Reproduce").Split('\n');

        string[] expected =
        [
            "  Reproduce (default)",
            "    Runs everything",
            "  Export               -> Reproduce",
            "  --alone             Alone.",
            "  --mode              How exact to be. One of Fast, Thorough.",
            "  --target            List of targets to be invoked. Default is 'Reproduce'.",
            "Examples:",
            "  ./build.sh Find 'a[*'",
            "      looks for it",
        ];
        Assert.Equal(expected, help.Intersect(expected));
        Assert.All(help, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void What_a_target_needs_is_continued_on_the_next_line_where_it_does_not_fit()
    {
        var help = HelpText.Render(new WideBuild(), "Gather").Split('\n');

        Assert.Equal(
            ["  Gather (default)        -> MeasureTheFirstNetwork, MeasureTheSecondNetwork,", "MeasureTheThirdNetwork"],
            [help[2], help[3].Trim()]
        );
        Assert.Equal(help[2].IndexOf("Measure", StringComparison.Ordinal), help[3].IndexOf('M'));
    }

    private sealed class WideBuild
    {
        public Target Gather =>
            _ => _.DependsOn(MeasureTheFirstNetwork, MeasureTheSecondNetwork, MeasureTheThirdNetwork);

        public Target MeasureTheFirstNetwork { get; } = _ => _;

        public Target MeasureTheSecondNetwork { get; } = _ => _;

        public Target MeasureTheThirdNetwork { get; } = _ => _;
    }
}
