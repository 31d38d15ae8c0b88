using NtkRepro.Report;
using Nuke.Common;

// The store of results: what may go, and one instance at a time.
sealed partial class Build
{
    [Parameter("Gc: keep what a run of the last so many days used")]
    readonly int KeepDays = 30;

    [Parameter("Gc: delete, rather than say what would be deleted")]
    readonly bool Delete;

    [Parameter("Instance: its name, `child[cnn,s0,t1,r1,c1]`")]
    readonly string? InstanceName;

    Target Gc =>
        _ =>
            _.Description("Find results that no preset and no recent run refers to; with --delete, delete them")
                .Executes(() => End(PipelineCommands.CollectGarbage(Request(), KeepDays, Delete)));

    Target Instance =>
        _ =>
            _.Description("Run the one instance --instance-name, whose inputs must be in the store")
                .Requires(() => InstanceName)
                .Executes(() => End(PipelineCommands.RunInstance(Request(), InstanceName!)));
}
