using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that fail.</summary>
public sealed class FailureBuild : ReportingBuild
{
    public static int Start() => Execute<FailureBuild>(x => x.After);

    Target Failing => _ => _.Executes(() => throw new InvalidOperationException("the loss is not finite"));

    Target After => _ => _.DependsOn(Failing).Executes(Ran(nameof(After)));

    Target Verify =>
        _ =>
            _.Executes(() =>
            {
                ExitCode = 3;
                throw new InvalidOperationException("numbers differ");
            });

    Target OwnCode => _ => _.Executes(() => ExitCode = 7);

    Target Next => _ => _.DependsOn(OwnCode).Executes(Ran(nameof(Next)));
}
