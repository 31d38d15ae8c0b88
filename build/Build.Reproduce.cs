using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using NtkRepro.Reporting.Export;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Overlay of parameters in pipeline.yaml, such as smoke; default unless given")]
    readonly string? Preset;

    [Parameter("Parameters to change for this run, as path=value", Name = "set")]
    readonly string[] Sets = [];

    [Parameter("Instances to run side by side; all cores unless given"), AtLeast(1)]
    [ReadBy(
        nameof(Reproduce),
        nameof(Plan),
        nameof(Sweep),
        nameof(Export),
        nameof(Portability),
        nameof(Status),
        Stages = true
    )]
    readonly int? Jobs;

    [Parameter("Go on with what does not depend on a failed instance")]
    [ReadBy(nameof(Reproduce), nameof(Sweep), nameof(Export), nameof(Status), Stages = true)]
    readonly bool KeepGoing;

    [Parameter("Only these instances, by name or pattern; what they need must be up to date")]
    [ReadBy(nameof(Reproduce), nameof(Plan), nameof(Portability), Stages = true)]
    readonly string[] Only = [];

    [Parameter("Instances to run again, by name or pattern: `child[*,cnn,*`")]
    [ReadBy(nameof(Reproduce), nameof(Sweep), nameof(Plan), nameof(Export), nameof(Instance), Stages = true)]
    readonly string[] Force = [];

    [Parameter("A store of results that several checkouts or hosts share; artifacts/ unless given")]
    [CheckedBy(typeof(Places), nameof(Places.Folder))]
    readonly AbsolutePath? Store;

    [Parameter("Where results, logs and what is shown of a run go; artifacts/ unless given", Name = "artifacts")]
    [CheckedBy(typeof(Places), nameof(Places.Folder))]
    readonly AbsolutePath? ArtifactsFolder;

    static AbsolutePath Definition => RootDirectory / "pipeline.yaml";

    AbsolutePath Artifacts => ArtifactsFolder ?? RootDirectory / "artifacts";

    Target Reproduce =>
        _ =>
            _.Description("Run what is out of date, from the data to the figures (default)")
                .Executes(
                    Command(() =>
                        // A run that has a name already is exported as it is.
                        Names(ScheduledTargets).Contains(nameof(Export))
                            ? ExportCommand.Prepare(Request())
                            : PipelineCommands.Run(Request())
                    )
                );

    PipelineRequest Request() =>
        new()
        {
            Definition = Definition,
            Artifacts = Artifacts,
            Preset = Preset,
            Sets = Sets,
            Name = RunName,
            CommandLine = OwnProgram.Typed,
            Targets = Only,
            TargetsAlone = Only.Length > 0,
            Force = Force,
            Jobs = Jobs ?? Environment.ProcessorCount,
            KeepGoing = KeepGoing,
            Store = Store,
            Executor = Executor,
            JobFolder = JobFolder,
            Program = BuildAssemblyFile,
            Isolate = Isolate,
            IsAttached = Attached,
            Level = Program.Level,
        };
}
