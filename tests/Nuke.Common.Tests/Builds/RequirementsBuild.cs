using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that require parameters.</summary>
public sealed class RequirementsBuild : ReportingBuild
{
    [Parameter]
    readonly string? ApiKey;

    [Parameter]
    readonly int? RunCount;

    [Parameter]
    readonly double Rate = 0.5;

    public static int Start() => Execute<RequirementsBuild>(x => x.Publish);

    Target Build => _ => _.Executes(Ran(nameof(Build)));

    Target Publish =>
        _ =>
            _.DependsOn(Build)
                .Requires(() => ApiKey)
                .Requires(() => RunCount)
                .Requires(() => Rate < 1)
                .Executes(Ran(nameof(Publish)));
}

/// <summary>A build with a parameter that every target needs.</summary>
public sealed class RequiredMemberBuild : ReportingBuild
{
    [Parameter, Required]
    readonly string? OutputName;

    public static int Start() => Execute<RequiredMemberBuild>(x => x.Show);

    Target Show => _ => _.Executes(() => Say(OutputName!));
}
