using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>A build whose targets report that they ran, and whose engine tells nothing of itself.</summary>
[DisableDefaultOutput]
public abstract class ReportingBuild : NukeBuild
{
    protected static void Say(string text) => Console.WriteLine("#" + text);

    protected static Action Ran(string target) => () => Say(target);
}

/// <summary>Targets that depend on each other.</summary>
public sealed class RelationsBuild : ReportingBuild
{
    public static int Start() => Execute<RelationsBuild>(x => x.Train);

    // Declared against their order on purpose.
    Target Report => _ => _.DependsOn(Metrics, Figures).Executes(Ran(nameof(Report)));
    Target Figures => _ => _.DependsOn(Metrics).Executes(Ran(nameof(Figures)));
    Target Metrics => _ => _.DependsOn(Train).Executes(Ran(nameof(Metrics)));
    Target Train => _ => _.DependsOn(Data).Executes(Ran(nameof(Train)));
    Target Data => _ => _.Executes(Ran(nameof(Data)));

    Target First => _ => _.Executes(Ran(nameof(First)));
    Target Second => _ => _.Executes(Ran(nameof(Second)));
    Target Third => _ => _.Executes(Ran(nameof(Third)));

    Target All => _ => _.DependsOn(Report);

    Target Many => _ => _.Executes(Ran("one"), Ran("two")).Executes(Ran("three"));

    // Made by a method, as where many targets have the same shape.
    Target Made => _ => Make(_, "made");
    Target MadeToo => _ => Make(_, "made too").DependsOn(Made);

    private ITargetDefinition Make(ITargetDefinition target, string report) => target.Executes(Ran(report));
}

/// <summary>Three targets in a circle.</summary>
public sealed class CycleBuild : ReportingBuild
{
    public static int Start() => Execute<CycleBuild>(x => x.Alone);

    Target Alone => _ => _.Executes(Ran(nameof(Alone)));
    Target A => _ => _.DependsOn(B);
    Target B => _ => _.DependsOn(C);
    Target C => _ => _.DependsOn(A);
}

/// <summary>A target that depends on some with long names.</summary>
public sealed class WideBuild : ReportingBuild
{
    public static int Start() => Execute<WideBuild>(x => x.Gather);

    Target Gather => _ => _.DependsOn(MeasureFirstNetwork, MeasureSecondNetwork, MeasureThirdNetwork);

    Target MeasureFirstNetwork => _ => _.Executes(Ran("1"));
    Target MeasureSecondNetwork => _ => _.Executes(Ran("2"));
    Target MeasureThirdNetwork => _ => _.Executes(Ran("3"));
}
