using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;

namespace NtkRepro.Reporting.Tests;

public sealed class InterruptionTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_that_would_end_the_process_asks_it_to_stop(string signal)
    {
        using var interruption = new Interruption();

        Process
            .Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {Environment.ProcessId}")])
            .WaitForExit();

        Assert.True(interruption.Token.WaitHandle.WaitOne(Long));
    }

    [Fact]
    public async Task An_interruption_that_comes_when_the_run_is_over_does_nothing()
    {
        var interruption = new Interruption();
        using var mine = new AnonymousPipeServerStream(PipeDirection.Out);
        var other = new AnonymousPipeClientStream(PipeDirection.In, mine.GetClientHandleAsString());
        var following = interruption.WhenEnds(other);
        interruption.Dispose();

        mine.Dispose();

        await following.WaitAsync(Long);
    }

    [Fact]
    public void The_end_of_the_pipe_to_who_started_the_process_asks_it_to_stop_and_what_comes_through_it_does_not()
    {
        using var interruption = new Interruption();
        using var mine = new AnonymousPipeServerStream(PipeDirection.Out);
        var other = new AnonymousPipeClientStream(PipeDirection.In, mine.GetClientHandleAsString());
        _ = interruption.WhenEnds(other);
        mine.Write([1, 2, 3]);
        Assert.False(interruption.Token.IsCancellationRequested);

        mine.Dispose();

        Assert.True(interruption.Token.WaitHandle.WaitOne(Long));
    }
}
