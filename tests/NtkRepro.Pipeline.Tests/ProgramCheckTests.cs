using System.Security.Cryptography;

namespace NtkRepro.Pipeline.Tests;

/// <summary>A program does not compute for sources that it was not compiled from.</summary>
public sealed class ProgramCheckTests
{
    [Fact]
    public void The_sources_of_an_assembly_are_its_files_with_their_hashes()
    {
        var sources = CompiledSources.Of(typeof(ProgramCheckTests).Assembly, typeof(PipelineEngine).Assembly);

        foreach (
            var file in new[]
            {
                "tests/NtkRepro.Pipeline.Tests/ProgramCheckTests.cs",
                "src/NtkRepro.Pipeline/PipelineEngine.cs",
                // Neither has a line that runs.
                "src/NtkRepro.Pipeline/Execution/IStage.cs",
                "src/NtkRepro.Pipeline/Identity/CompiledSources.cs",
            }
        )
        {
            var path = Path.Combine(Repository.Root, file);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), sources[file]);
        }
    }

    [Fact]
    public void A_source_that_is_another_than_the_programs_is_refused_by_name_and_nothing_is_stored()
    {
        using var project = new ToyProject();
        var compiled = Compiled(project);
        compiled["code/train.cs"] = new string('0', 64);

        var error = Assert.Throws<StageFailedException>(() => Run(project, compiled));

        Assert.Contains(
            "not built from the sources as they are now: code/train.cs.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(project.Ran);
    }

    [Fact]
    public void A_source_that_the_program_does_not_know_is_refused()
    {
        using var project = new ToyProject();
        var compiled = Compiled(project);
        compiled.Remove("code/train.cs");

        Assert.Throws<StageFailedException>(() => Run(project, compiled));
    }

    [Fact]
    public void The_programs_own_sources_compute_and_afterwards_nothing_is_asked()
    {
        using var project = new ToyProject();
        Run(project, Compiled(project)).ThrowIfFailed();

        var result = Run(project, () => throw new InvalidOperationException("up to date"));

        Assert.True(result.Succeeded);
    }

    private static Dictionary<string, string> Compiled(ToyProject project) =>
        Directory
            .EnumerateFiles(project.Folder, "*.cs", SearchOption.AllDirectories)
            .ToDictionary(
                f => Path.GetRelativePath(project.Folder, f).Replace('\\', '/'),
                f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))),
                StringComparer.Ordinal
            );

    private static RunResult Run(ToyProject project, Dictionary<string, string> compiled) =>
        Run(project, () => compiled);

    private static RunResult Run(ToyProject project, Func<IReadOnlyDictionary<string, string>> sources)
    {
        var engine = project.Load(with: o => o with { Sources = sources });
        return engine.Run(engine.Plan());
    }
}
