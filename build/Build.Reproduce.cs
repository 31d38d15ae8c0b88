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

    [Parameter("Only these instances, by name or pattern; what they need must be up to date")]
    readonly string[] Only = [];

    [Parameter("Instances to run again, by name or pattern: `child[cnn,*`")]
    readonly string[] Force = [];

    [Parameter("A store of results that several checkouts or hosts share; artifacts/ unless given")]
    readonly AbsolutePath? Store;

    static AbsolutePath Definition => RootDirectory / "pipeline.yaml";

    static AbsolutePath Artifacts => RootDirectory / "artifacts";

    Target Reproduce =>
        _ =>
            _.Description("Run what is out of date, from the data to the figures (default)")
                .Executes(() => End(PipelineCommands.Run(Request())));

    // A code other than 0 fails the target and becomes the exit code of the build.
    void End(int code)
    {
        if (code == ExitCodes.Success)
            return;
        ExitCode = code;
        if (code == ExitCodes.Interrupted)
            throw new OperationCanceledException("Interrupted");
        Assert.Fail(code == ExitCodes.Usage ? "The definition or the command line has mistakes" : "See above");
    }

    PipelineRequest Request() =>
        new()
        {
            Definition = Definition,
            Artifacts = Artifacts,
            Preset = Preset,
            Sets = Sets,
            Targets = Only,
            TargetsAlone = Only.Length > 0,
            Force = Force,
            Jobs = Jobs ?? Environment.ProcessorCount,
            KeepGoing = KeepGoing,
            Store = Store,
            Executor = Executor,
            JobCommand = JobCommand,
            JobFolder = JobFolder,
            Isolation = Isolate ? InstanceCommand : null,
            Level = Verbosity switch
            {
                Verbosity.Quiet => OutputLevel.Quiet,
                Verbosity.Minimal => OutputLevel.Minimal,
                Verbosity.Verbose => OutputLevel.Verbose,
                _ => OutputLevel.Normal,
            },
        };
}
