using NtkRepro.Reporting;
using Nuke.Common;

// One target for each stage of the pipeline: it runs that stage and what it needs.
sealed partial class Build
{
    Target Data => _ => Stage(_, "data");

    Target Parent => _ => Stage(_, "parent");

    Target Child => _ => Stage(_, "child");

    Target Linearized => _ => Stage(_, "linearized");

    Target Kernel => _ => Stage(_, "kernel");

    Target Barrier => _ => Stage(_, "barrier");

    Target Metrics => _ => Stage(_, "metrics");

    Target Figures => _ => Stage(_, "figures");

    ITargetDefinition Stage(ITargetDefinition target, string stage) =>
        target
            .Description($"Run the stage '{stage}' and what it needs")
            .Executes(Command(() => PipelineCommands.Run(Request() with { Targets = [stage] })));
}
