using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NtkRepro.Pipeline;

namespace NtkRepro.Data;

/// <summary>
/// A libtorch: that of the package, or one that lies elsewhere, such as a Python installation's, for CPUs or for CUDA.
/// </summary>
/// <param name="Folder">Of its libraries.</param>
/// <param name="Version">What it calls itself, and the beginning of a hash of it: <c>2.11.0+cu130 0f4b3e14ed84</c>; of the package's the version alone.</param>
/// <param name="IsPackaged">Whether it is the package's, for which TorchSharp's own library was made.</param>
internal sealed partial record Libtorch(string Folder, string Version, bool IsPackaged)
{
    /// <summary>The variable that names a libtorch that is to be used instead of the package's, and so what <c>--libtorch</c> sets.</summary>
    public const string Variable = "NtkTorch";

    private const int HashLength = 12;

    private static readonly string[] Loaded = ["c10", "torch_cpu", "torch_cuda", "torch"];

    // Of a library's bytes so many of each so many are looked at: builds that differ, differ in where things lie.
    private const int SampleLength = 1 << 16;
    private const int SampleStep = 1 << 22;

    /// <summary>Whether it can compute on CUDA.</summary>
    public bool HasCuda => File.Exists(PathOf("torch_cuda"));

    /// <summary>The path of one of its libraries.</summary>
    /// <param name="name">Without what a platform adds: <c>torch_cpu</c>.</param>
    public string PathOf(string name) => Path.Combine(Folder, FileName(name));

    /// <summary>The file name of a library on this platform.</summary>
    public static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{name}.dylib"
        : $"lib{name}.so";

    /// <summary>One that is not the package's; nothing of it is loaded.</summary>
    /// <param name="path">The folder of its libraries, or the one above: <c>…/site-packages/torch</c>.</param>
    /// <exception cref="DefinitionException">There is none.</exception>
    public static Libtorch At(string path)
    {
        var folders = new[] { path, Path.Combine(path, "lib") }.Select(Path.GetFullPath);
        try
        {
            // Of a folder that may not be read, nothing would be there.
            if (Directory.Exists(path))
                _ = Directory.EnumerateFileSystemEntries(path).FirstOrDefault();
            var folder =
                folders.FirstOrDefault(f => File.Exists(Path.Combine(f, FileName("torch_cpu"))))
                ?? throw new DefinitionException(
                    $"--libtorch ({Variable}): there is no {FileName("torch_cpu")} in {Path.GetFullPath(path)}; name the folder of a libtorch's "
                        + "libraries, such as the lib below what `python3 -c 'import torch; print(torch.__path__[0])'` prints"
                );
            var libtorch = new Libtorch(folder, "", IsPackaged: false);
            if (libtorch.Files.FirstOrDefault(file => !SharedLibrary.IsWhole(file)) is { } damaged)
                throw new DefinitionException($"--libtorch ({Variable}): {damaged} is cut short, or no library");
            return libtorch with
            {
                Version = VersionOf(folder) is { } version ? $"{version} {libtorch.Hash()}" : libtorch.Hash(),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DefinitionException($"--libtorch ({Variable}): {failure.Message}", failure);
        }
    }

    // Those that are loaded.
    private IEnumerable<string> Files => Loaded.Select(PathOf).Where(File.Exists);

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sample = new byte[SampleLength];
        foreach (var path in Files)
        {
            using var file = File.OpenRead(path);
            hash.AppendData(BitConverter.GetBytes(file.Length));
            for (var at = 0L; at < file.Length; at += SampleStep)
            {
                file.Position = at;
                hash.AppendData(sample, 0, file.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
    }

    // A Python package says it in version.py, an archive of libtorch in build-version, both beside lib.
    private static string? VersionOf(string folder)
    {
        var above = Path.GetDirectoryName(folder) ?? folder;
        if (First(above, "version.py", PythonVersion()) is { } python)
            return python;
        return First(above, "build-version", AnyVersion()) ?? First(folder, "build-version", AnyVersion());
    }

    private static string? First(string folder, string name, Regex pattern)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) && pattern.Match(File.ReadAllText(file)) is { Success: true } match
            ? match.Groups["version"].Value
            : null;
    }

    [GeneratedRegex(
        """^__version__ *(:[^=]*)?= *['"](?<version>[^'"]+)['"]""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PythonVersion();

    [GeneratedRegex(
        @"^(?<version>[0-9][0-9A-Za-z.+_-]*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AnyVersion();
}
