using NtkRepro.Data;
using NtkRepro.Reporting;

namespace NtkRepro.Bench;

/// <summary>Runs the pipeline as <c>./build.sh Reproduce</c> does, but into a folder of its own.</summary>
internal static class ReproduceCommand
{
    public static int Run(string artifacts, string preset, int jobs, IReadOnlyList<string> sets) =>
        PipelineCommands.Run(
            new PipelineRequest
            {
                Definition = Repository.Definition,
                Artifacts = artifacts,
                Preset = preset,
                Jobs = jobs,
                Sets = Sides.Numerics == Numerics.Native ? [.. sets, "numerics=native"] : sets,
            }
        );
}
