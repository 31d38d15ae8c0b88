using System.Diagnostics;
using NtkRepro.Reporting.CommandLine;

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
            "  --mode              How exact to be. One of Fast, Thorough.",
            "  --target            List of targets to be invoked. Default is 'Reproduce'.",
        ];
        Assert.Equal(expected, help.Intersect(expected));
        Assert.All(help, line => Assert.InRange(line.Length, 0, 80));
    }
}
