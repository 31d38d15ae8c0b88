namespace NtkRepro.Acceptance.Documents;

/// <summary>Files that the build writes are committed as it writes them.</summary>
public sealed class GeneratedFilesTests
{
    [Fact]
    public void The_build_writes_the_schemas_and_the_page_of_parameters_as_they_are_committed()
    {
        string[] files = [".nuke/build.schema.json", "pipeline.schema.json", "docs/parameters.md"];
        using var copy = new RepositoryCopy();
        foreach (var file in files)
            File.Delete(copy.At(file));

        copy.Succeed("./build.sh Docs");

        foreach (var file in files)
        {
            var committed = File.ReadAllText(Path.Combine(Repository.Root, file));
            Assert.True(File.ReadAllText(copy.At(file)) == committed, $"{file} is out of date; run ./build.sh Docs");
        }
    }
}
