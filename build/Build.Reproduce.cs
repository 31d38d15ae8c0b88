using NtkRepro.Report;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Overlay of parameters in pipeline.yaml: smoke, default (the default)")]
    readonly string? Preset;

    [Parameter("Parameters to change for this run, as path=value", Name = "set")]
    readonly string[] Sets = [];

    [Parameter("Instances to run side by side; all cores unless given")]
    readonly int? Jobs;

    [Parameter("Go on with what does not depend on a failed instance")]
    readonly bool KeepGoing;

    [Parameter("Instances to run again, by name or pattern: `child[cnn,*`")]
    readonly string[] Force = [];

    static AbsolutePath Definition => RootDirectory / "pipeline.yaml";

    static AbsolutePath Artifacts => RootDirectory / "artifacts";

    Target Reproduce =>
        _ =>
            _.Description("Run what is out of date, from the data to the figures (default)")
                .Executes(() => ExitCode = ReproduceCommand.Run(Request()));

    ReproduceRequest Request() =>
        new()
        {
            Definition = Definition,
            Artifacts = Artifacts,
            Preset = Preset,
            Sets = Sets,
            Force = Force,
            Jobs = Jobs ?? Environment.ProcessorCount,
            KeepGoing = KeepGoing,
        };
}
