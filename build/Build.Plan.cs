using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Write it to this file as JSON, for programs")]
    [ReadBy(nameof(Plan), nameof(Runs))]
    [CheckedBy(typeof(Places), nameof(Places.Output))]
    readonly AbsolutePath? Json;

    // NUKE's own `--plan` is about targets; this one is about the instances of the pipeline.
    [Direct]
    new Target Plan =>
        _ =>
            _.Description("Show what a reproduction would run, and why, without running it")
                .Executes(Command(() => PipelineCommands.Plan(Request(), Json)));
}
