namespace NtkRepro.Setup;

/// <summary>Places the engine's libraries of this platform into one folder, which all programs of the build share.</summary>
internal static class EngineLibraries
{
    // Of libtorch what TorchSharp's library needs; the package also has Python's and the tests' libraries.
    private static readonly string[] Needed =
    [
        "c10",
        "gomp",
        "iomp",
        "omp",
        "torch",
        "torch_cpu",
        "torch_global_deps",
        "uv",
        "asmjit",
        "fbgemm",
    ];

    private const int MostTries = 100;

    /// <summary>What the folder holds, a line for each library: its size in bytes and its name.</summary>
    private const string ListName = "sizes";

    /// <summary>What TorchSharp's library needs of libtorch, a symbol on each line; for a libtorch of another release.</summary>
    private const string SymbolsName = "symbols";

    /// <summary>
    /// Places the libraries of both packages, as copies: what befalls a checkout must not reach the package and, through it, others.
    /// </summary>
    /// <param name="libtorch">The folder of libtorch's libraries.</param>
    /// <param name="torchSharp">The folder of TorchSharp's library.</param>
    /// <param name="target">The folder to fill, in one step; what it held goes.</param>
    /// <exception cref="SetupException">A library needs what this system lacks; the folder is as it was.</exception>
    public static void Place(string libtorch, string torchSharp, string target)
    {
        var made = $"{target}.{Guid.NewGuid():N}";
        var old = $"{made}.old";
        Directory.CreateDirectory(made);
        try
        {
            Fill(made, libtorch, torchSharp);
            Replace(target, made, old);
        }
        finally
        {
            foreach (var folder in new[] { made, old }.Where(Directory.Exists))
                Directory.Delete(folder, recursive: true);
        }
    }

    // Another build may do the same at the same time: what it has put there in between is replaced in turn.
    private static void Replace(string target, string made, string old)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (Directory.Exists(target) && !Directory.Exists(old))
                    Directory.Move(target, old);
                else if (Directory.Exists(target))
                    Directory.Delete(target, recursive: true);
                Directory.Move(made, target);
                return;
            }
            catch (IOException) when (tries < MostTries) { }
        }
    }

    private static void Fill(string target, string libtorch, string torchSharp)
    {
        // Where a libtorch from elsewhere is used, the package need not be there.
        var package = Directory.Exists(libtorch) ? Directory.GetFiles(libtorch) : [];
        foreach (var source in package.Where(IsNeeded).Order(StringComparer.Ordinal))
            File.Copy(source, Path.Combine(target, Path.GetFileName(source)));
        var symbols = new List<string>();
        foreach (var source in Directory.GetFiles(torchSharp, "*LibTorchSharp.*"))
        {
            var copy = Path.Combine(target, Path.GetFileName(source));
            File.Copy(source, copy);
            if (OperatingSystem.IsLinux())
            {
                Adapt(copy);
                symbols.AddRange(ElfFile.Read(copy).Undefined);
            }
        }
        var sizes = new DirectoryInfo(target).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal);
        File.WriteAllLines(Path.Combine(target, ListName), sizes.Select(file => $"{file.Length} {file.Name}"));
        File.WriteAllLines(Path.Combine(target, SymbolsName), symbols);
    }

    /// <summary>Places TorchSharp's library alone, such that it serves on older systems too: of what it needs, marks are taken out that no symbol is behind.</summary>
    /// <param name="engine">A folder that <see cref="Place"/> filled.</param>
    /// <param name="target">The folder to fill.</param>
    public static void PlacePortable(string engine, string target)
    {
        Directory.CreateDirectory(target);
        var sizes = new List<string>();
        foreach (var source in Directory.GetFiles(engine, "*LibTorchSharp.*"))
        {
            var copy = Path.Combine(target, Path.GetFileName(source));
            File.Copy(source, copy, overwrite: true);
            var library = ElfFile.Read(copy);
            var marks = library.Needs.Where(need => !need.IsWeak && library.SymbolsInUse(need).Count == 0);
            VersionNeeds.Weaken(copy, library, [.. marks]);
            sizes.Add($"{new FileInfo(copy).Length} {Path.GetFileName(copy)}");
        }
        File.WriteAllLines(Path.Combine(target, ListName), sizes);
        File.Copy(Path.Combine(engine, SymbolsName), Path.Combine(target, SymbolsName), overwrite: true);
    }

    /// <summary>Lets an older C++ library serve, where nothing is missing but a mark.</summary>
    /// <exception cref="SetupException">More than that is missing.</exception>
    public static void Adapt(string copy)
    {
        var library = ElfFile.Read(copy);
        var missing = VersionNeeds.Missing(library, SystemLibraries.Find);
        if (missing.Count > 0)
            VersionNeeds.Weaken(copy, library, missing);
    }

    // libtorch_cpu.so, libgomp-98b21ff3.so.1, torch_cpu.dll, libtorch_cpu.dylib
    private static bool IsNeeded(string path)
    {
        var name = Path.GetFileName(path);
        name = name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
        return OperatingSystem.IsWindows() || Needed.Contains(name.Split('.', '-')[0]);
    }
}
