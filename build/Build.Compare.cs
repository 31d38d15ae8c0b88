using NtkRepro.Reporting.CommandLine;
using NtkRepro.Reporting.Comparing;
using Nuke.Common;

// Two runs side by side.
sealed partial class Build
{
    [Parameter("The run beside that of --name, or a preset, changed as --set says")]
    [RequiredBy(nameof(Compare))]
    [Follows(nameof(Compare), place: 1)]
    readonly string? With;

    [Direct]
    Target Compare =>
        _ =>
            _.Description("Compare two runs, or a preset and its run with --set: Compare smoke other")
                .Executes(Command(() => CompareCommand.Run(Request(), RunName!, With!)));
}
