using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that require parameters.</summary>
public sealed class RequirementsBuild : ReportingBuild
{
    [Parameter]
    readonly string? ApiKey;

    [Parameter]
    readonly string? Feed;

    public static int Start() => Execute<RequirementsBuild>(x => x.Publish);

    Target Build => _ => _.Executes(Ran(nameof(Build)));

    Target Publish =>
        _ => _.DependsOn(Build).Requires(() => ApiKey).Requires(() => Feed).Executes(Ran(nameof(Publish)));
}
