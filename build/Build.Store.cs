using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

// The store of results: what may go, and one instance at a time.
sealed partial class Build
{
    [Parameter("Keep what a run of the last so many days used"), ReadBy(nameof(Gc)), AtLeast(0)]
    readonly int KeepDays = 30;

    [Parameter("Delete, rather than say what would be deleted"), ReadBy(nameof(Gc))]
    readonly bool Delete;

    [
        Parameter("Its name, `child[fashion-mnist,cnn,s0,t1,c1]`; for Where a pattern too"),
        RequiredBy(nameof(Instance), nameof(Where)),
        Follows(nameof(Where))
    ]
    readonly string? InstanceName;

    [Parameter("Run each instance in a process of its own: a crash of the engine then ends that one alone")]
    [ReadBy(nameof(Reproduce), nameof(Sweep), nameof(Export), Stages = true)]
    readonly bool Isolate;

    [
        Parameter("Stop when the standard input ends, as it does with the run that started this one"),
        ReadBy(nameof(Instance))
    ]
    readonly bool Attached;

    Target Gc =>
        _ =>
            _.Description(
                    "Find results that no preset, no named and no recent run refers to; with --delete, delete them"
                )
                .Executes(Command(() => PipelineCommands.CollectGarbage(Request(), KeepDays, Delete)));

    [Direct]
    Target Instance =>
        _ =>
            _.Description("Run the one instance --instance-name, whose inputs must be in the store")
                .Executes(Command(() => PipelineCommands.RunInstance(Request(), InstanceName!)));
}
