using System.Reflection;
using System.Runtime.InteropServices;

namespace NtkRepro.Data;

/// <summary>
/// libtorch and TorchSharp's own library, which lie once for all programs of a build. They are 460 MB, so a process loads them before its
/// first tensor and not if it makes none; and by their paths, for TorchSharp itself would take any libtorch that the system has.
/// </summary>
internal static class EngineLibraries
{
    private static readonly Lock Loading = new();
    private static Numerics? loaded;

    /// <summary>The version of libtorch, without loading it.</summary>
    public static string Version { get; } =
        typeof(EngineLibraries)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "Libtorch")
            .Value!;

    /// <summary>Whether they can compute on CUDA, without loading them.</summary>
    public static bool HasCuda => File.Exists(PathOf("torch_cuda"));

    /// <summary>Loads them, once in a process. To be called before anything else of TorchSharp.</summary>
    /// <param name="numerics">How they compute from then on.</param>
    /// <exception cref="DllNotFoundException">They are not there, or this system lacks what they need.</exception>
    /// <exception cref="InvalidOperationException">
    /// They compute otherwise already, or the environment is one in which they must not (<see cref="EngineEnvironment.Fault"/>).
    /// </exception>
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
        Check(Path.GetDirectoryName(PathOf("LibTorchSharp"))!);
        // What libtorch needs comes first: by its name alone another might be found on LD_LIBRARY_PATH.
        foreach (var needed in Needed())
            NativeLibrary.Load(needed);
        NativeLibrary.Load(PathOf(HasCuda ? "torch_cuda" : "torch_cpu"));
        NativeLibrary.Load(PathOf("torch"));
        NativeLibrary.Load(PathOf("LibTorchSharp"));
    }

    private static IEnumerable<string> Needed() =>
        OperatingSystem.IsLinux()
            ? [.. Directory.GetFiles(Path.GetDirectoryName(PathOf("c10"))!, "libgomp-*"), PathOf("c10")]
            : [];

    // A library that is cut short would end the process without a word.
    private static void Check(string folder)
    {
        var list = Path.Combine(folder, "sizes");
        var damaged = File.Exists(list)
            ? File.ReadLines(list).Select(line => line.Split(' ', 2)).Where(l => !Is(l[1], l[0])).Select(l => l[1])
            : ["libraries"];
        if (damaged.FirstOrDefault() is { } name)
        {
            throw new DllNotFoundException(
                $"{folder}: the engine's {name} is missing or damaged; delete artifacts/dotnet, and the next command builds it again"
            );
        }

        bool Is(string name, string size) =>
            new FileInfo(Path.Combine(folder, name)) is { Exists: true } file && $"{file.Length}" == size;
    }

    // Beside the program, or where the build places them: artifacts/dotnet/shared/engine/ for programs in
    // artifacts/dotnet/<...>/bin/<project>/release/.
    private static string PathOf(string name)
    {
        var file =
            OperatingSystem.IsWindows() ? $"{name}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{name}.dylib"
            : $"lib{name}.so";
        var program = AppContext.BaseDirectory;
        var beside = Path.Combine(program, "engine", file);
        return File.Exists(beside)
            ? beside
            : Path.GetFullPath(Path.Combine(program, "..", "..", "..", "..", "shared", "engine", file));
    }
}
