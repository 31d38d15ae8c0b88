using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>A build whose targets report that they ran.</summary>
public abstract class ReportingBuild : NukeBuild
{
    protected static void Say(string text) => Console.WriteLine("#" + text);

    protected static Action Ran(string target) => () => Say(target);
}

/// <summary>Targets in every relation.</summary>
public sealed class RelationsBuild : ReportingBuild
{
    public static int Start() => Execute<RelationsBuild>(x => x.Train);

    // Declared against their order on purpose.
    Target Report => _ => _.DependsOn(Metrics, Figures).Executes(Ran(nameof(Report)));
    Target Figures => _ => _.DependsOn(Metrics).Executes(Ran(nameof(Figures)));
    Target Metrics => _ => _.DependsOn(Train).Executes(Ran(nameof(Metrics)));
    Target Train => _ => _.DependsOn(Data).Executes(Ran(nameof(Train)));
    Target Data => _ => _.Executes(Ran(nameof(Data)));

    Target First => _ => _.Before(Second).Executes(Ran(nameof(First)));
    Target Second => _ => _.Executes(Ran(nameof(Second)));
    Target Third => _ => _.After(Second).Executes(Ran(nameof(Third)));

    Target Signal => _ => _.Triggers(Echo).Executes(Ran(nameof(Signal)));
    Target Echo => _ => _.DependsOn(Data).Executes(Ran(nameof(Echo)));
    Target Listener => _ => _.TriggeredBy(Signal).Executes(Ran(nameof(Listener)));

    Target Prepare => _ => _.DependentFor(Consume).Executes(Ran(nameof(Prepare)));
    Target Consume => _ => _.Executes(Ran(nameof(Consume)));

    Target All => _ => _.DependsOn(Report);

    Target Many => _ => _.Executes(Ran("one"), Ran("two")).Executes(() => 3).Executes(Ran("three"));

    Target Slow =>
        _ =>
            _.Executes(async () =>
            {
                await Task.Yield();
                Say("awaited");
            });
}

/// <summary>Three targets in a circle.</summary>
public sealed class CycleBuild : NukeBuild
{
    public static int Start() => Execute<CycleBuild>(x => x.Alone);

    Target Alone => _ => _;
    Target A => _ => _.DependsOn(B);
    Target B => _ => _.After(C);
    Target C => _ => _.DependsOn(A);
}
