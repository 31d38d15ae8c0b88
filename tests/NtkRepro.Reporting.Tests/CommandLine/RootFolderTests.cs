using NtkRepro.Reporting.CommandLine;

namespace NtkRepro.Reporting.Tests.CommandLine;

public sealed class RootFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("root-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Make(params string[] path) => Directory.CreateDirectory(Path.Combine([_folder, .. path])).FullName;

    [Fact]
    public void The_root_is_the_nearest_folder_above_with_a_nuke_folder()
    {
        Make("outer", ".nuke");
        Make("outer", "inner", ".nuke");
        var folder = Make("outer", "inner", "a", "b");

        var root = RootFolder.Find(null, folder, Make("outer"), out var mistake);

        Assert.Equal((Path.Combine(_folder, "outer", "inner"), null), (root, mistake));
    }

    [Fact]
    public void Elsewhere_it_is_looked_for_from_the_program_upwards()
    {
        Make("project", ".nuke");

        var root = RootFolder.Find(null, Make("elsewhere"), Make("project", "bin"), out var mistake);

        Assert.Equal((Path.Combine(_folder, "project"), null), (root, mistake));
    }

    [Fact]
    public void Where_there_is_none_it_is_said_what_to_do()
    {
        var folder = Make("elsewhere");

        Assert.Null(RootFolder.Find(null, folder, folder, out var mistake));
        Assert.Equal(
            $"There is no '.nuke' folder in '{folder}' or above it. Create one in the project's root, or say '--root FOLDER'.",
            mistake
        );
    }

    [Fact]
    public void A_root_that_is_given_counts_even_without_a_nuke_folder_if_it_is_there()
    {
        var folder = Make("elsewhere");
        var given = new GivenValues("'--root'", ["../given"], folder);

        Assert.Null(RootFolder.Find(given, folder, folder, out var mistake));
        Assert.Equal($"'--root': there is no folder '{Path.Combine(_folder, "given")}'.", mistake);
        Assert.Equal(Make("given"), RootFolder.Find(given, folder, folder, out _));
    }

    [Fact]
    public void A_root_that_is_given_without_a_value_is_the_folder_of_the_command()
    {
        var folder = Make("elsewhere");

        Assert.Equal(folder, RootFolder.Find(new("'--root'", [], folder), folder, folder, out _));
    }
}
