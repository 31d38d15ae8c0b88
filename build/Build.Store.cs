using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

// The store of results: what may go, and one instance at a time.
sealed partial class Build
{
    [Parameter("Gc: keep what a run of the last so many days used"), AtLeast(0)]
    readonly int KeepDays = 30;

    [Parameter("Gc: delete, rather than say what would be deleted")]
    readonly bool Delete;

    [
        Parameter("Instance, Where: its name, `child[cnn,s0,t1,r1,c1]`; for Where a pattern too"),
        RequiredBy(nameof(Instance), nameof(Where)),
        Follows(nameof(Where))
    ]
    readonly string? InstanceName;

    [Parameter("Run each instance in a process of its own: a crash of the engine then ends that one alone")]
    readonly bool Isolate;

    [Parameter("Instance: stop when the standard input ends, as it does with the run that started this one")]
    readonly bool Attached;

    Target Gc =>
        _ =>
            _.Description("Find results that no preset and no recent run refers to; with --delete, delete them")
                .Executes(Command(() => PipelineCommands.CollectGarbage(Request(), KeepDays, Delete)));

    [Direct]
    Target Instance =>
        _ =>
            _.Description("Run the one instance --instance-name, whose inputs must be in the store")
                .Executes(Command(() => PipelineCommands.RunInstance(Request(), InstanceName!)));
}
