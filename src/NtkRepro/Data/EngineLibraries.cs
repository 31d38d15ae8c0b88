using System.Reflection;
using System.Runtime.InteropServices;
using NtkRepro.Pipeline;

namespace NtkRepro.Data;

/// <summary>
/// libtorch and TorchSharp's own library, which lie once for all programs of a build. They are 460 MB, so a process loads them before its
/// first tensor and not if it makes none; and by their paths, for TorchSharp itself would take any libtorch that the system has.
/// </summary>
internal static class EngineLibraries
{
    private const string Sizes = "sizes";
    private const string Symbols = "symbols";
    private const string Own = "LibTorchSharp";

    private static readonly string PackagedVersion = typeof(EngineLibraries)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "Libtorch")
        .Value!;

    private static readonly Lock Loading = new();
    private static readonly Lazy<Libtorch> Chosen = new(() =>
        Environment.GetEnvironmentVariable(Libtorch.Variable) is { Length: > 0 } elsewhere
            ? Libtorch.At(elsewhere)
            : new Libtorch(Folder, HasPackaged ? PackagedVersion : throw None(), IsPackaged: true)
    );
    private static Numerics? loaded;

    /// <summary>The version of libtorch, without loading it.</summary>
    /// <exception cref="DefinitionException">One was named that is not there.</exception>
    public static string Version => Chosen.Value.Version;

    /// <summary>Whether they can compute on CUDA, without loading them.</summary>
    /// <exception cref="DefinitionException">One was named that is not there.</exception>
    public static bool HasCuda => Chosen.Value.HasCuda;

    // A bundle has none, nor has what was built for one from elsewhere.
    private static bool HasPackaged =>
        !File.Exists(Path.Combine(Folder, Sizes))
        || File.ReadLines(Path.Combine(Folder, Sizes))
            .Any(line => line.EndsWith($" {Libtorch.FileName("torch_cpu")}", StringComparison.Ordinal));

    private static DefinitionException None() =>
        new(
            $"this program has no libtorch of its own: name one by --libtorch PATH, or in {Libtorch.Variable} (docs/cluster.md)"
        );

    // Beside the program, or where the build places them: artifacts/dotnet/shared/engine/ for programs in
    // artifacts/dotnet/<...>/bin/<project>/release/.
    private static string Folder
    {
        get
        {
            var program = AppContext.BaseDirectory;
            var beside = Path.Combine(program, "engine");
            return Directory.Exists(beside)
                ? beside
                : Path.GetFullPath(Path.Combine(program, "..", "..", "..", "..", "shared", "engine"));
        }
    }

    /// <summary>Loads them, once in a process. To be called before anything else of TorchSharp.</summary>
    /// <param name="numerics">How they compute from then on.</param>
    /// <exception cref="DllNotFoundException">They are not there, or this system or the libtorch that was named lacks what they need.</exception>
    /// <exception cref="InvalidOperationException">
    /// They compute otherwise already, or the environment is one in which they must not (<see cref="EngineEnvironment.Fault"/>).
    /// </exception>
    /// <exception cref="DefinitionException">A libtorch was named that is not there.</exception>
    public static void Load(Numerics numerics)
    {
        lock (Loading)
        {
            if (loaded is null)
                LoadAll(numerics);
            else if (loaded != numerics)
                throw new InvalidOperationException(
                    $"this process computes with {loaded} numerics, and cannot change that"
                );
            loaded = numerics;
        }
    }

    private static void LoadAll(Numerics numerics)
    {
        EngineEnvironment.Fix(numerics);
        var libtorch = Chosen.Value;
        Check(libtorch);
        // What libtorch needs comes first: by its name alone another might be found on LD_LIBRARY_PATH.
        foreach (var needed in Needed(libtorch))
            Load(libtorch, needed);
        List<nint> handles =
        [
            Load(libtorch, libtorch.PathOf("c10")),
            Load(libtorch, libtorch.PathOf("torch_cpu")),
            .. libtorch.HasCuda ? [Load(libtorch, libtorch.PathOf("torch_cuda"))] : Array.Empty<nint>(),
            Load(libtorch, libtorch.PathOf("torch")),
        ];
        if (!libtorch.IsPackaged)
            CheckSymbols(libtorch, handles);
        Load(libtorch, Path.Combine(Folder, Libtorch.FileName(Own)));
    }

    private static string[] Needed(Libtorch libtorch) =>
        OperatingSystem.IsLinux() ? Directory.GetFiles(libtorch.Folder, "libgomp-*") : [];

    private static nint Load(Libtorch libtorch, string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException failure) when (!libtorch.IsPackaged)
        {
            // .NET's advice, and then what the system's loader says.
            throw Unfit(libtorch, failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        }
    }

    // A function that is missing would end the process without a word, and only when it is called.
    private static void CheckSymbols(Libtorch libtorch, List<nint> handles)
    {
        var missing = File.ReadLines(Path.Combine(Folder, Symbols))
            .Where(symbol => !handles.Exists(handle => NativeLibrary.TryGetExport(handle, symbol, out _)))
            .ToList();
        if (missing.Count > 0)
        {
            var more = missing.Count > 1 ? $" and {missing.Count - 1} more of its functions" : "";
            throw Unfit(libtorch, $"it lacks {CppName.Of(missing[0])}{more}");
        }
    }

    private static DllNotFoundException Unfit(Libtorch libtorch, string why)
    {
        var torchSharp = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        return new DllNotFoundException(
            $"{libtorch.Folder}: TorchSharp {torchSharp}, made for libtorch {PackagedVersion}, cannot use this libtorch {libtorch.Version}: {why}"
        );
    }

    // A library that is cut short would end the process without a word.
    private static void Check(Libtorch libtorch)
    {
        var list = Path.Combine(Folder, Sizes);
        var damaged = File.Exists(list)
            ? File.ReadLines(list)
                .Select(line => line.Split(' ', 2))
                .Where(l => IsUsed(l[1]) && !Is(l[1], l[0]))
                .Select(l => l[1])
            : ["libraries"];
        if (damaged.FirstOrDefault() is { } name)
        {
            throw new DllNotFoundException(
                $"{Folder}: the engine's {name} is missing or damaged; delete artifacts/dotnet, and the next command builds it again"
            );
        }

        bool IsUsed(string name) => libtorch.IsPackaged || name == Libtorch.FileName(Own);

        bool Is(string name, string size) =>
            new FileInfo(Path.Combine(Folder, name)) is { Exists: true } file && $"{file.Length}" == size;
    }
}
