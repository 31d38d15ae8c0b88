using System.Diagnostics;
using System.Text.Json;

namespace NtkRepro.Acceptance;

/// <summary>One property chooses between NUKE's stand-in and the package, and nobody else knows which it is.</summary>
public sealed class PackagesModeTests
{
    private const string Package = "Nuke.Common";

    [Fact]
    public void No_source_of_the_application_knows_which_is_in_use()
    {
        string[] words = ["NtkNuke", "standin", "nuget"];
        var sources = new[] { "build", "src/NtkRepro", "src/NtkRepro.Pipeline" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            )
            .ToList();

        var knowing = sources.Where(file =>
            words.Any(word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal))
        );

        Assert.NotEmpty(sources);
        Assert.Empty(knowing);
    }

    [Theory]
    [InlineData("build/_build.csproj")]
    [InlineData("tests/Nuke.Common.Tests/Nuke.Common.Tests.csproj")]
    public void With_the_package_no_stand_in_is_built(string project)
    {
        var (packages, projects) = References(project, "nuget");

        Assert.Contains(Package, packages);
        Assert.DoesNotContain(projects, p => p.Contains("StandIns", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("build/_build.csproj")]
    [InlineData("tests/Nuke.Common.Tests/Nuke.Common.Tests.csproj")]
    public void With_the_stand_in_the_package_is_not_asked_for(string project)
    {
        var (packages, projects) = References(project, "standin");

        Assert.DoesNotContain(Package, packages);
        Assert.Contains(projects, p => p.Contains("StandIns", StringComparison.Ordinal));
    }

    // What a project refers to in a mode, without restoring or building it.
    private static (string[] Packages, string[] Projects) References(string project, string mode)
    {
        var command = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                Path.Combine(Repository.Root, project),
                "-getItem:PackageReference",
                "-getItem:ProjectReference",
            ]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        command.Environment["NtkNuke"] = mode;
        using var process = Process.Start(command)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        using var json = JsonDocument.Parse(text);
        var items = json.RootElement.GetProperty("Items");
        return (Names("PackageReference"), Names("ProjectReference"));

        string[] Names(string kind) =>
            [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
