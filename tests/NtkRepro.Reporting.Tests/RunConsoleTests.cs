using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class RunConsoleTests : IDisposable
{
    private readonly FakeConsole console = new();
    private readonly StringWriter errors = new();

    public static TheoryData<OutputLevel> Levels => [.. Enum.GetValues<OutputLevel>()];

    public void Dispose()
    {
        console.Dispose();
        errors.Dispose();
    }

    [Fact]
    public void Quiet_says_nothing_of_a_run_that_succeeds()
    {
        var code = Run(OutputLevel.Quiet);

        Assert.Equal(ExitCodes.Success, code);
        Assert.Empty(console.Text);
        Assert.Empty(errors.ToString());
    }

    [Fact]
    public void Minimal_says_how_it_ended_and_nothing_before()
    {
        Run(OutputLevel.Minimal);

        Assert.StartsWith("Computed all 3 instances in ", Assert.Single(console.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Normal_says_what_was_computed_too()
    {
        Run(OutputLevel.Normal);

        Assert.Equal(4, console.Lines.Count);
        Assert.Matches(@"^\[1/3\] first\[a\] \d+\.\d s", console.Lines[0]);
        Assert.Matches(@"^\[3/3\] second \d+\.\d s$", console.Lines[2]);
    }

    [Fact]
    public void Verbose_says_what_begins_and_why()
    {
        Run(OutputLevel.Verbose);

        Assert.Contains("[0/3] first[a] starts: never run", console.Lines);
        Assert.Contains(console.Lines, l => l.StartsWith("[2/3] second starts: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_level_names_a_failure_and_its_log(OutputLevel level)
    {
        var code = Run(level, _ => throw new InvalidOperationException("no room"));

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("failed: first[a]: no room\n  log: ", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("not run: 1 second\n", errors.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Computed", console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_run_although_nothing_failed_is_named_once_with_its_reason()
    {
        using var pipeline = new TinyPipeline();

        var code = Subject(OutputLevel.Normal).Finish(pipeline.RunAlone("second"));

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Equal(
            "not run: first[a] and 2 others: not up to date, and not among the targets\n",
            errors.ToString().ReplaceLineEndings("\n")
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_stages_are_told_at_the_end_of_every_run_that_did_something_but_a_quiet_one(OutputLevel level)
    {
        using var pipeline = new TinyPipeline();

        Subject(level).TellStages(pipeline.Run());
        Assert.Equal(level != OutputLevel.Quiet, console.Text.StartsWith("stage ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void They_are_not_told_where_all_was_there(OutputLevel level)
    {
        using var pipeline = new TinyPipeline();
        pipeline.Run();

        Subject(level).TellStages(pipeline.Run());
        Assert.Empty(console.Text);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Verbose_alone_shows_stack_traces(OutputLevel level)
    {
        Run(level, _ => throw new InvalidOperationException("no room"));

        Assert.Equal(
            level == OutputLevel.Verbose,
            errors.ToString().Contains("   at NtkRepro.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_warning_is_said_once_and_not_at_all_when_quiet(OutputLevel level)
    {
        // A second result that differs from the first is set aside, with a warning.
        var count = 0;
        using var pipeline = new TinyPipeline(text: () => $"{count++}");
        pipeline.Run();

        Subject(level).Finish(pipeline.Run(force: ["first[a]"]));

        var expected = level == OutputLevel.Quiet ? 0 : 1;
        Assert.Equal(expected, errors.ToString().Split("warning: ").Length - 1);
    }

    [Fact]
    public void A_person_sees_a_picture_and_not_lines()
    {
        using var terminal = new FakeConsole(isTerminal: true);
        using var pipeline = new TinyPipeline();

        new RunConsole(OutputLevel.Normal, terminal.Console, errors, isWatched: true).Observe(
            isQuick: false,
            p => pipeline.Run(p)
        );

        Assert.DoesNotContain("[1/3]", terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_the_work_comes_through_the_picture()
    {
        using var terminal = new FakeConsole(isTerminal: true);
        var watched = new RunConsole(OutputLevel.Normal, terminal.Console, errors, isWatched: true);

        var thrown = Assert.Throws<DefinitionException>(() =>
            watched.Observe(isQuick: false, _ => throw new DefinitionException("mistaken"))
        );
        Assert.Equal("mistaken", thrown.Message);
    }

    [Theory]
    [InlineData(false, null, null, true)]
    [InlineData(false, "xterm", "", true)]
    [InlineData(false, "xterm", "false", true)]
    [InlineData(false, "xterm", "true", false)]
    [InlineData(false, "dumb", null, false)]
    [InlineData(true, "xterm", null, false)]
    public void Progress_is_drawn_on_a_terminal_outside_CI(
        bool isRedirected,
        string? term,
        string? ci,
        bool expected
    ) => Assert.Equal(expected, Consoles.IsTerminal(isRedirected, name => name == "CI" ? ci : term));

    private int Run(OutputLevel level, Action<StageContext>? first = null)
    {
        using var pipeline = new TinyPipeline(first);
        var subject = Subject(level);
        var result = subject.Observe(isQuick: false, p => pipeline.Run(p));
        if (result.Succeeded)
            subject.Summarise(result, new RunTitle("smoke", [], IsDirty: false), "latest");
        return subject.Finish(result);
    }

    private RunConsole Subject(OutputLevel level) => new(level, console.Console, errors, isWatched: false);
}
