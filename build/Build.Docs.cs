using NtkRepro.Reporting;
using Nuke.Common;

// The files that are written from the parameter records.
sealed partial class Build
{
    Target Docs =>
        _ =>
            _.Description("Write pipeline.schema.json and docs/parameters.md from the parameter records")
                .Executes(Command(() => GeneratedFiles.Write(Request())));
}
