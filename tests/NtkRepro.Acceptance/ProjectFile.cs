using System.Xml.Linq;

namespace NtkRepro.Acceptance;

/// <summary>What a project file declares, under whatever condition.</summary>
/// <param name="Name">The project.</param>
/// <param name="References">The projects that it compiles against.</param>
/// <param name="Packages">The packages.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>All projects of the repository.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
    [
        .. new[] { "build", "src", "tests" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
            )
            .Select(Read),
    ];

    /// <summary>The project of a name.</summary>
    public static ProjectFile Of(string name) => All.Single(project => project.Name == name);

    private static ProjectFile Read(string path)
    {
        var items = XDocument.Load(path).Descendants().ToList();
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [
                .. items
                    .Where(e =>
                        e.Name == "ProjectReference" && (string?)e.Attribute("ReferenceOutputAssembly") != "false"
                    )
                    .Select(e => Path.GetFileNameWithoutExtension((string)e.Attribute("Include")!)),
            ],
            [.. items.Where(e => e.Name == "PackageReference").Select(e => (string)e.Attribute("Include")!)]
        );
    }
}
