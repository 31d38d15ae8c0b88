using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using NtkRepro.Reporting.Sweeping;
using Nuke.Common;
using Nuke.Common.IO;

// Beyond one machine: the pipeline's instances as jobs of SLURM.
sealed partial class Build
{
    [Parameter("Where instances run: local (the default) or slurm, which queues them as jobs")]
    readonly string? Executor;

    [Parameter("The folder of the run on SLURM whose job this is"), ReadBy(nameof(Instance))]
    readonly AbsolutePath? JobFolder;

    [Direct]
    Target Status =>
        _ =>
            _.Description("Take up the last run on SLURM again: follow its jobs to the end")
                .Executes(Command(() => PipelineCommands.Status(SweepCommand.Telling(Request()))));
}
