using NtkRepro.Reporting.CommandLine;
using NtkRepro.Reporting.Export;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("The folder to write; new, empty, or for Export an earlier one")]
    [RequiredBy(nameof(Export), nameof(Bundle))]
    [CheckedBy(typeof(ExportRules), nameof(ExportRules.To))]
    readonly AbsolutePath? To;

    [Parameter("Who publishes, as `Name` or `Name <https://orcid.org/...>`; git's user.name unless given")]
    [ReadBy(nameof(Export))]
    [CheckedBy(typeof(ExportRules), nameof(ExportRules.Author))]
    readonly string? Author;

    Target Export =>
        _ =>
            _.Description("Write figures, tables and report to --to DIR as an RO-Crate, for Zenodo or ROHub")
                .DependsOn(Reproduce)
                .Executes(Command(() => ExportCommand.Run(new ExportRequest(Request(), To!, Author))));
}
