using System.Reflection;
using System.Runtime.Loader;

namespace NtkRepro.Acceptance;

/// <summary>The assemblies that the solution is built to, each loaded once, whatever folder refers to it.</summary>
internal sealed class BuiltAssemblies : AssemblyLoadContext
{
    // The tests of the stand-ins themselves call whatever a stand-in has.
    private static readonly string[] OwnTests =
    [
        "TorchSharp.Tests",
        "Nuke.Common.Tests",
        "Parquet.Net.Tests",
        "ScottPlot.Tests",
    ];

    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    private BuiltAssemblies()
    {
        // …/bin/NtkRepro.Acceptance/release/: the projects' folders are beside this one's.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        foreach (var project in own.Parent!.Parent!.EnumerateDirectories())
        {
            var folder = Path.Combine(project.FullName, own.Name);
            if (!Directory.Exists(folder))
                continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*.dll"))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                // A project's own output is newer than its copies elsewhere.
                if (name == project.Name || !files.ContainsKey(name))
                    files[name] = file;
            }
        }
    }

    public static BuiltAssemblies Instance { get; } = new();

    /// <summary>What is written against the packages: the application, its benches and its tests.</summary>
    public IEnumerable<Assembly> Callers => Named(name => !OwnTests.Contains(name, StringComparer.Ordinal));

    /// <summary>The tests of the stand-ins.</summary>
    public IEnumerable<Assembly> Conformance => Named(name => OwnTests.Contains(name, StringComparer.Ordinal));

    /// <summary>The assembly of a package.</summary>
    public Assembly Of(Package package) => LoadFromAssemblyName(new AssemblyName(package.Assembly));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && files.TryGetValue(name, out var file) ? LoadFromAssemblyPath(file) : null;

    private IEnumerable<Assembly> Named(Func<string, bool> isMeant) =>
        Projects().Where(isMeant).Select(name => LoadFromAssemblyName(new AssemblyName(name)));

    // Every project of the solution but the stand-ins.
    private static IEnumerable<string> Projects() =>
        new[] { "build", "src", "tests" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("StandIns", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal);
}
