using System.Diagnostics;
using System.Text.Json;

namespace NtkRepro.Acceptance;

/// <summary>One property chooses between stand-ins and packages, and nobody else knows which it is.</summary>
public sealed class PackagesModeTests
{
    [Fact]
    public void No_source_of_the_application_knows_which_packages_are_in_use()
    {
        // The switch and its values. (The report tells a stand-in by its version, and does nothing else with that.)
        string[] words = ["NtkPackages", "NtkTorch", "standin", "nuget"];
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
    [InlineData("", "TorchSharp-cpu")]
    [InlineData("TorchSharp-cuda-linux", "TorchSharp-cuda-linux")]
    public void With_the_packages_no_stand_in_is_built(string torch, string expected)
    {
        var (packages, projects) = References("src/NtkRepro/NtkRepro.csproj", "nuget", torch);

        Assert.Contains(expected, packages);
        Assert.Contains("Parquet.Net", packages);
        Assert.Contains("ScottPlot", packages);
        Assert.DoesNotContain(projects, project => project.Contains("StandIns", StringComparison.Ordinal));
    }

    [Fact]
    public void With_the_stand_ins_none_of_their_packages_is_asked_for()
    {
        var (packages, projects) = References("build/_build.csproj", "standin", "");

        Assert.DoesNotContain("Nuke.Common", packages);
        Assert.Contains(projects, project => project.Contains("StandIns", StringComparison.Ordinal));
    }

    // What a project refers to in a mode, without restoring or building it.
    private static (string[] Packages, string[] Projects) References(string project, string mode, string torch)
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
        command.Environment["NtkPackages"] = mode;
        command.Environment["NtkTorch"] = torch;
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
