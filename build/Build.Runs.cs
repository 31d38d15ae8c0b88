using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

// Runs that are remembered: what there is, and which of them is looked at.
sealed partial class Build
{
    [Parameter(
        "What this run is called; for other targets which run is meant, for Forget a pattern too",
        Name = "name"
    )]
    [RequiredBy(nameof(Show), nameof(Forget), nameof(Compare))]
    [ReadBy(
        nameof(Reproduce),
        nameof(Sweep),
        nameof(Export),
        nameof(Verify),
        nameof(Accept),
        nameof(Show),
        nameof(Forget),
        nameof(Compare)
    )]
    [Follows(nameof(Show)), Follows(nameof(Forget)), Follows(nameof(Compare))]
    readonly string? RunName;

    [Direct]
    Target Runs =>
        _ =>
            _.Description("List the runs, the newest first: name, when, commit, preset and changes, verdicts")
                .Executes(Command(() => RunCommands.List(Request(), Json)));

    [Direct]
    Target Show =>
        _ =>
            _.Description("Make artifacts/latest show a run again, and compute nothing: Show smoke")
                .Executes(Command(() => RunCommands.Show(Request(), RunName!)));

    [Direct]
    Target Forget =>
        _ =>
            _.Description("Forget runs, so that Gc need not keep their results: Forget 'smoke-*'")
                .Executes(Command(() => RunCommands.Forget(Request(), RunName!)));
}
