using Nuke.Common;

namespace NukeCommon.Tests.Builds;

/// <summary>How exact to be.</summary>
public enum Mode
{
    Fast,
    Thorough,
}

/// <summary>Parameters of the types that the schema of another build has not.</summary>
public sealed class ModesBuild : ReportingBuild
{
    [Parameter]
    readonly bool? Maybe;

    [Parameter]
    readonly long? Big;

    [Parameter]
    readonly double LearningRate = 0.1;

    [Parameter(Name = "alias")]
    readonly string? Renamed;

    [Parameter]
    string Settable { get; set; } = "initial";

    public static int Start() => Execute<ModesBuild>(x => x.Show);

    Target Show => _ => _.Executes(() => Say($"{Maybe} {Big} {LearningRate} {Renamed} {Settable}"));
}

/// <summary>A build that does nothing unless told what, and has no parameters.</summary>
public sealed class NoDefaultBuild : ReportingBuild
{
    public static int Start() => Execute<NoDefaultBuild>();

    Target Something => _ => _.Executes(Ran(nameof(Something)));
}
