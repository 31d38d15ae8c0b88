using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NtkRepro.Pipeline;

namespace NtkRepro.Data;

/// <summary>
/// A libtorch: that of the package, or one that lies elsewhere, such as a Python installation's, for CPUs or for CUDA.
/// </summary>
/// <param name="Folder">Of its libraries.</param>
/// <param name="Version">What it calls itself, <c>2.11.0+cu130</c>; where it does not say, the beginning of a hash of it.</param>
/// <param name="IsPackaged">Whether it is the package's, for which TorchSharp's own library was made.</param>
internal sealed partial record Libtorch(string Folder, string Version, bool IsPackaged)
{
    /// <summary>The variable that names a libtorch that is to be used instead of the package's, and so what <c>--libtorch</c> sets.</summary>
    public const string Variable = "NtkTorch";

    private const int HashLength = 12;

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
        var folder =
            folders.FirstOrDefault(f => File.Exists(Path.Combine(f, FileName("torch_cpu"))))
            ?? throw new DefinitionException(
                $"--libtorch ({Variable}): there is no {FileName("torch_cpu")} in {Path.GetFullPath(path)}; name the folder of a libtorch's "
                    + "libraries, such as the lib below what `python3 -c 'import torch; print(torch.__path__[0])'` prints"
            );
        return new Libtorch(folder, VersionOf(folder), IsPackaged: false);
    }

    // A Python package says it in version.py, an archive of libtorch in build-version, both beside lib.
    private static string VersionOf(string folder)
    {
        var above = Path.GetDirectoryName(folder) ?? folder;
        if (First(above, "version.py", PythonVersion()) is { } python)
            return python;
        if (
            (First(above, "build-version", AnyVersion()) ?? First(folder, "build-version", AnyVersion())) is { } archive
        )
            return archive;
        using var library = File.OpenRead(Path.Combine(folder, FileName("torch_cpu")));
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(library))[..HashLength]}";
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
