using System.Reflection;
using System.Runtime.Loader;

namespace NtkRepro.Acceptance;

/// <summary>The assemblies that the solution is built to, each loaded once, whatever folder refers to it.</summary>
internal sealed class BuiltAssemblies : AssemblyLoadContext
{
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

    /// <summary>What is written against the package: the build.</summary>
    public IEnumerable<Assembly> Callers => [Build];

    /// <summary>The build.</summary>
    public Assembly Build => Named("_build");

    /// <summary>The tests of the stand-in, which call whatever it has.</summary>
    public IEnumerable<Assembly> Conformance => [Named("Nuke.Common.Tests")];

    /// <summary>The stand-in.</summary>
    public Assembly StandIn => Named("Nuke.Common");

    /// <summary>The assembly of a project or package.</summary>
    public Assembly Named(string name) => LoadFromAssemblyName(new AssemblyName(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && files.TryGetValue(name, out var file) ? LoadFromAssemblyPath(file) : null;
}
