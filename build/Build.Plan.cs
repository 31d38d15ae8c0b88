using NtkRepro.Report;
using Nuke.Common;

sealed partial class Build
{
    // NUKE's own `--plan` is about targets; this one is about the instances of the pipeline.
    new Target Plan =>
        _ =>
            _.Description("Show what a reproduction would run, and why, without running it")
                .Executes(() => End(ReproduceCommand.Plan(Request())));
}
