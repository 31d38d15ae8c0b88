using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;
using Spectre.Console;

namespace NtkRepro.Reporting.Tests;

public sealed class LiveProgressTests
{
    [Fact]
    public void Before_the_run_it_says_that_it_plans() =>
        Assert.Equal(["planning ..."], FakeConsole.Render(LiveProgress.Draw(progress: null, 80, 24)));

    [Fact]
    public void A_picture_has_the_run_each_unfinished_stage_and_what_is_running()
    {
        var picture = During("first[b]", c => c.Report(0.5, "epoch 1 of 2"), 80, 24);

        Assert.Equal(4, picture.Count);
        // One of two is done and the other is half done: three quarters of a stage, and half of all three instances.
        Assert.Matches("^━{12}─{12} 1/3 ", picture[0]);
        // What runs and what is to come were never timed before.
        Assert.EndsWith(", time left unknown", picture[0], StringComparison.Ordinal);
        Assert.Equal($"{new string('━', 18)}{new string('─', 6)} first  1/2", picture[1]);
        Assert.Equal($"{new string('─', 24)} second 0/1", picture[2]);
        Assert.Equal("  first[b] 50 % epoch 1 of 2", picture[3]);
    }

    [Fact]
    public void A_failure_is_counted_in_its_stage()
    {
        var picture = During(
            "first[b]",
            _ => { },
            80,
            24,
            first => _ = first == "first[a]" ? throw new InvalidOperationException("no") : first
        );

        Assert.Contains(" 0/3, 2 failed or not run ", picture[0], StringComparison.Ordinal);
        Assert.EndsWith("first  0/2, 1 failed or not run", picture[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_picture_is_lower_than_the_terminal(int height) =>
        Assert.InRange(During("first[b]", _ => { }, 80, height).Count, 1, height - 1);

    [Fact]
    public void A_long_status_is_cut_to_one_line()
    {
        var picture = During("first[b]", c => c.Report(0.5, $"line\n{new string('x', 200)}"), 40, 24);

        Assert.Equal(4, picture.Count);
        Assert.StartsWith("  first[b] 50 % line xxx", picture[3], StringComparison.Ordinal);
        Assert.EndsWith("…", picture[3], StringComparison.Ordinal);
        Assert.InRange(picture[3].Length, 30, 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_terminal_may_be_narrower_than_any_line(int width)
    {
        var picture = During("first[b]", c => c.Report(0.5), width, 24);

        Assert.Equal(4, picture.Count);
        Assert.Equal("…", picture[3]);
    }

    [Fact]
    public void The_last_warning_stands_below_the_run_on_one_line()
    {
        var progress = Started();
        var picture = FakeConsole.Render(
            LiveProgress.Draw(progress, 40, 24, "the scheduler [away] does not answer, trying again")
        );

        Assert.Equal("warning: the scheduler [away] does not…", picture[1].TrimEnd());
    }

    [Fact]
    public void A_terminal_that_goes_away_does_not_end_the_work_in_the_middle()
    {
        using var gone = new GoneTerminal();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(gone) }
        );

        var result = new LiveProgress().While(console, _ => gone.WasWrittenTo.Wait(TimeSpan.FromMinutes(1)));

        Assert.True(result);
    }

    private static RunProgress Started()
    {
        RunProgress? progress = null;
        using var pipeline = new TinyPipeline(_ => { });
        pipeline.Run(new Observer(e => progress = e.Progress));
        return progress!;
    }

    /// <summary>The picture while an instance of the first stage runs.</summary>
    private static IReadOnlyList<string> During(
        string instance,
        Action<StageContext> act,
        int width,
        int height,
        Action<string>? before = null
    )
    {
        RunProgress? progress = null;
        IReadOnlyList<string>? picture = null;
        using var pipeline = new TinyPipeline(context =>
        {
            before?.Invoke(context.Instance);
            if (context.Instance != instance)
                return;
            act(context);
            picture = FakeConsole.Render(LiveProgress.Draw(progress, width, height));
        });
        pipeline.Run(new Observer(e => progress = e.Progress));
        return picture ?? throw new InvalidOperationException($"{instance} did not run");
    }

    /// <summary>As a terminal whose window was closed answers: with an error.</summary>
    private sealed class GoneTerminal : StringWriter
    {
        public ManualResetEventSlim WasWrittenTo { get; } = new();

        public override void Write(char value) => Fail();

        public override void Write(string? value) => Fail();

        public override void Write(char[] buffer, int index, int count) => Fail();

        protected override void Dispose(bool disposing)
        {
            WasWrittenTo.Dispose();
            base.Dispose(disposing);
        }

        private void Fail()
        {
            WasWrittenTo.Set();
            throw new IOException("Input/output error");
        }
    }

    private sealed class Observer(Action<PipelineEvent> act) : IProgress<PipelineEvent>
    {
        public void Report(PipelineEvent value) => act(value);
    }
}
