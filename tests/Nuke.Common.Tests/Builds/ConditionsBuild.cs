using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that run only under conditions.</summary>
public sealed class ConditionsBuild : ReportingBuild
{
    private bool _isReady;

    [Parameter]
    readonly bool Fast;

    public static int Start() => Execute<ConditionsBuild>(x => x.Last);

    Target Before => _ => _.Executes(Ran(nameof(Before)));

    Target WhenFast => _ => _.DependsOn(Before).OnlyWhenDynamic(() => Fast).Executes(Ran(nameof(WhenFast)));

    Target Ready => _ => _.Executes(() => _isReady = true);

    Target Asked => _ => _.DependsOn(Ready).OnlyWhenDynamic(() => _isReady).Executes(Ran(nameof(Asked)));

    Target Twice => _ => _.OnlyWhenDynamic(() => true).OnlyWhenDynamic(() => Fast).Executes(Ran(nameof(Twice)));

    Target Throwing => _ => _.OnlyWhenDynamic(() => Throw()).Executes(Ran(nameof(Throwing)));

    Target Last => _ => _.DependsOn(WhenFast, Asked, Twice).Executes(Ran(nameof(Last)));

    private static bool Throw() => throw new InvalidOperationException("no answer");
}
