using System.Reflection;

namespace NtkRepro.Setup.Tests;

/// <summary>A temporary folder, and the packages that are there anyway.</summary>
internal sealed class SetupFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ntk-repro-setup-").FullName;

    /// <summary>TorchSharp's own library, as the package has it.</summary>
    public static string TorchSharpLibrary { get; } =
        Path.Combine(
            typeof(SetupFolder)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .First(attribute => attribute.Key == "TorchSharp")
                .Value!,
            "runtimes",
            "linux-x64",
            "native",
            "libLibTorchSharp.so"
        );

    public string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Writes a file, in a folder that need not be there.</summary>
    public string Write(string path, byte[] bytes)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
