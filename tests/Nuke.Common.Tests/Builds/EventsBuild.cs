using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace NukeCommon.Tests.Builds;

/// <summary>Reports its events.</summary>
public sealed class EventsBuild : ReportingBuild
{
    [Parameter]
    readonly string? Broken;

    public static int Start() => Execute<EventsBuild>(x => x.Good, x => x.Bad);

    Target Good => _ => _.Executes(() => ReportSummary(_ => _.AddPair("Reused", "12")));
    Target Skipped => _ => _.OnlyWhenDynamic(() => false).Executes(Ran("never"));
    Target Bad => _ => _.DependsOn(Good, Skipped).Executes(() => throw new InvalidOperationException("bad"));

    protected override void OnBuildCreated() => Say($"created {Broken}".TrimEnd());

    protected override void OnBuildInitialized()
    {
        Say("initialized " + string.Join(',', ScheduledTargets.Select(x => x.Name)));
        if (Broken != null)
        {
            ExitCode = 2;
            throw new InvalidOperationException("pipeline.yaml(3,5): unknown stage");
        }
    }

    protected override void OnTargetRunning(string target) => Say("running " + target);

    protected override void OnTargetSucceeded(string target) => Say("succeeded " + target);

    protected override void OnTargetSkipped(string target) => Say("skipped " + target);

    protected override void OnTargetFailed(string target) => Say("failed " + target);

    protected override void OnBuildFinished() => Say($"finished {IsFinished} {IsSucceeding}");
}

/// <summary>Logs at every level.</summary>
public sealed class LogBuild : ReportingBuild
{
    public static int Start() => Execute<LogBuild>(x => x.Talk);

    Target Talk =>
        _ =>
            _.Executes(() =>
            {
                Log.Verbose("a verbose line");
                Log.Debug("a debug line");
                Log.Information("an information on {Name} and {Count}", "text", 3);
                Log.Warning("a warning");
                Log.Error("an error");
            });
}

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
