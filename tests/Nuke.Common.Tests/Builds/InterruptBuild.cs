using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Waits for Ctrl-C, in three ways.</summary>
public sealed class InterruptBuild : ReportingBuild
{
    public static int Start() => Execute<InterruptBuild>(x => x.Next);

    Target Waiting => _ => _.Executes(() => WaitForInterrupt().ThrowIfCancellationRequested());

    Target Stopping => _ => _.Executes(() => WaitForInterrupt());

    Target Deaf =>
        _ =>
            _.Executes(() =>
            {
                Say("waiting");
                Thread.Sleep(Timeout.Infinite);
            });

    Target Next => _ => _.DependsOn(Waiting, Stopping).Executes(Ran(nameof(Next)));

    private static CancellationToken WaitForInterrupt()
    {
        var source = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            source.Cancel();
        };
        Say("waiting");
        source.Token.WaitHandle.WaitOne();
        return source.Token;
    }
}
