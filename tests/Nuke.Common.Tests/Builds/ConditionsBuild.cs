using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that run only under conditions.</summary>
public sealed class ConditionsBuild : ReportingBuild
{
    private bool _isReady;

    public static int Start() => Execute<ConditionsBuild>(x => x.Last);

    Target Before => _ => _.Executes(Ran(nameof(Before)));

    Target Never => _ => _.DependsOn(Before).OnlyWhenDynamic(() => !_isReady && false).Executes(Ran(nameof(Never)));

    Target Ready => _ => _.Executes(() => _isReady = true);

    Target Asked => _ => _.DependsOn(Ready).OnlyWhenDynamic(() => _isReady).Executes(Ran(nameof(Asked)));

    Target Twice => _ => _.OnlyWhenDynamic(() => true).OnlyWhenDynamic(() => false).Executes(Ran(nameof(Twice)));

    Target Throwing => _ => _.OnlyWhenDynamic(() => Throw()).Executes(Ran(nameof(Throwing)));

    Target Last => _ => _.DependsOn(Never, Asked, Twice).Executes(Ran(nameof(Last)));

    private static bool Throw() => throw new InvalidOperationException("no answer");
}
