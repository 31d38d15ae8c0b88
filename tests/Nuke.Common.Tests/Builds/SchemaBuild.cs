using Nuke.Common;
using Nuke.Common.IO;

namespace NukeCommon.Tests.Builds;

/// <summary>A build with a parameter of each type that a schema tells apart.</summary>
public sealed class SchemaBuild : ReportingBuild
{
    [Parameter("Whether to be quick.")]
    readonly bool Quick;

    [Parameter("Rounds of every row; what suits each unless given")]
    readonly int? Rounds;

    [Parameter]
    readonly int KeepDays = 30;

    [Parameter("Parameters to change, as path=value: `a[b]=\"c\"`", Name = "set")]
    readonly string[] Sets = [];

    [Parameter]
    readonly int[] Seeds = [];

    [Parameter("Where results are")]
    readonly AbsolutePath? Store;

    [Parameter("The preset")]
    readonly string? Preset;

    [Parameter("How exact to be")]
    readonly Mode Mode;

    public static int Start() => Execute<SchemaBuild>(x => x.Reproduce);

    Target Reproduce =>
        _ => _.Executes(() => Say($"{Quick} {Rounds} {KeepDays} {Sets} {Seeds} {Store} {Preset} {Mode}"));

    Target Data => _ => _.Description("Makes the data set").Executes(Ran(nameof(Data)));

    Target Hidden => _ => _.Executes(Ran(nameof(Hidden)));

    // As in a build that has its own idea of a plan.
    new Target Plan => _ => _.Executes(Ran(nameof(Plan)));
}
