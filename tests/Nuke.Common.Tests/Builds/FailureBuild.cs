using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that fail.</summary>
public sealed class FailureBuild : ReportingBuild
{
    public static int Start() => Execute<FailureBuild>(x => x.After);

    Target Failing => _ => _.Executes(() => throw new InvalidOperationException("the loss is not finite"));

    Target After => _ => _.DependsOn(Failing).Executes(Ran(nameof(After)));

    Target Cleaning => _ => _.AssuredAfterFailure().After(After).Executes(Ran(nameof(Cleaning)));

    Target Tolerated => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("never mind"));

    Target Continuing => _ => _.DependsOn(Tolerated).Executes(Ran(nameof(Continuing)));

    Target FailingLater =>
        _ =>
            _.Executes(async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("late");
            });

    Target Verify =>
        _ =>
            _.Executes(() =>
            {
                ExitCode = 3;
                throw new InvalidOperationException("numbers differ");
            });

    Target OwnCode => _ => _.Executes(() => ExitCode = 7);
}
