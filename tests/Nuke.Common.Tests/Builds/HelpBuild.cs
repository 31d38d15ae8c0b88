using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>A build that describes itself.</summary>
public sealed class HelpBuild : ReportingBuild
{
    [Parameter("How many seeds to run. More seeds give narrower intervals, and take longer in the same proportion")]
    readonly int SeedCount = 3;

    [Parameter("How exact to be")]
    readonly Mode Mode;

    public static int Start() => Execute<HelpBuild>(x => x.Reproduce);

    Target Data => _ => _.Description("Makes the data set").Executes(Ran(nameof(Data)));

    Target Reproduce =>
        _ =>
            _.Description("Computes all figures")
                .DependsOn(Data)
                .OnlyWhenDynamic(() => SeedCount > 0)
                .Executes(() => Say($"{SeedCount} {Mode}"));

    Target Secret => _ => _.Unlisted().Executes(Ran(nameof(Secret)));
}

/// <summary>A build that does nothing unless told what.</summary>
public sealed class NoDefaultBuild : ReportingBuild
{
    public static int Start() => Execute<NoDefaultBuild>();

    Target Something => _ => _.Executes(Ran(nameof(Something)));
}
