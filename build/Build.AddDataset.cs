using NtkRepro.Reporting.CommandLine;
using NtkRepro.Reporting.Datasets;
using Nuke.Common;
using Nuke.Common.IO;

// Data of a person's own.
sealed partial class Build
{
    [
        Parameter("What the dataset, and the preset that runs on it, are to be called"),
        RequiredBy(nameof(AddDataset)),
        Follows(nameof(AddDataset))
    ]
    readonly string? DatasetName;

    [
        Parameter("The file or folder of the data"),
        RequiredBy(nameof(AddDataset)),
        Follows(nameof(AddDataset), place: 1),
        CheckedBy(typeof(AddDatasetCommand), nameof(AddDatasetCommand.Problem))
    ]
    readonly AbsolutePath? DatasetPath;

    [
        Parameter("Arrays or columns that are not called as usual: `labels=kind images=pixels`"),
        ReadBy(nameof(AddDataset))
    ]
    readonly string[]? Fields;

    [Direct]
    Target AddDataset =>
        _ =>
            _.Description(
                    "Look at pictures, arrays or tables of your own, and write them into pipeline.yaml: AddDataset pets ~/pets"
                )
                .Executes(Command(() => AddDatasetCommand.Run(Request(), DatasetName!, DatasetPath!, Fields ?? [])));
}
