using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>Targets that run only under conditions.</summary>
public sealed class ConditionsBuild : ReportingBuild
{
    private bool _isReady;

    [Parameter]
    readonly bool Fast;

    public static int Start() => Execute<ConditionsBuild>(x => x.Last);

    Target Base => _ => _.Executes(Ran(nameof(Base)));
    Target Other => _ => _.Executes(Ran(nameof(Other)));

    Target Static => _ => _.DependsOn(Base).OnlyWhenStatic(() => Fast).Executes(Ran(nameof(Static)));

    Target Keeping =>
        _ =>
            _.DependsOn(Other)
                .WhenSkipped(DependencyBehavior.Execute)
                .OnlyWhenStatic(() => Fast)
                .Executes(Ran(nameof(Keeping)));

    Target Ready => _ => _.Executes(() => _isReady = true);
    Target Dynamic => _ => _.DependsOn(Ready).OnlyWhenDynamic(() => _isReady).Executes(Ran(nameof(Dynamic)));
    Target Never => _ => _.OnlyWhenDynamic(() => !_isReady).After(Ready).Executes(Ran(nameof(Never)));

    Target Throwing => _ => _.OnlyWhenDynamic(() => Throw()).Executes(Ran(nameof(Throwing)));

    Target Last => _ => _.DependsOn(Static, Keeping, Dynamic, Never).Executes(Ran(nameof(Last)));

    private static bool Throw() => throw new InvalidOperationException("no answer");
}
