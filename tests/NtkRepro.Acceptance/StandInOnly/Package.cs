namespace NtkRepro.Acceptance;

/// <summary>One of the packages that have a stand-in.</summary>
/// <param name="Name">The package, and the folder of its stand-in.</param>
/// <param name="Assembly">The name of its assembly.</param>
internal sealed record Package(string Name, string Assembly)
{
    public static IReadOnlyList<Package> All { get; } =
    [
        new("TorchSharp", "TorchSharp"),
        new("Nuke.Common", "Nuke.Common"),
        new("Parquet.Net", "Parquet"),
        new("ScottPlot", "ScottPlot"),
    ];

    /// <summary>The document that says what the stand-in covers.</summary>
    public string Document => Path.Combine(Repository.Root, "src", "StandIns", Name, "README.md");

    public static Package Named(string name) => All.Single(package => package.Name == name);
}
