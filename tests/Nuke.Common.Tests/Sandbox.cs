using System.Diagnostics;

namespace NukeCommon.Tests;

/// <summary>How a build ended.</summary>
public sealed record BuildResult(int ExitCode, string Output, string Error)
{
    /// <summary>All that it wrote: where mistakes are named, on which stream is not said.</summary>
    public string Text => Output + Error;

    /// <summary>What the build's actions reported, in order: the rest of each line that begins with '#'.</summary>
    public string[] Reports => [.. Output.Split('\n').Where(x => x.StartsWith('#')).Select(x => x[1..].Trim())];
}

/// <summary>An empty project in a temporary folder, in which builds run as processes with only the given environment variables.</summary>
public sealed class Sandbox : IDisposable
{
    public Sandbox() => Directory.CreateDirectory(Path.Combine(Root, ".nuke"));

    public string Root { get; } = Directory.CreateTempSubdirectory("nuke-conformance-").FullName;

    public IDictionary<string, string> Environment { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["NUKE_TELEMETRY_OPTOUT"] = "1" };

    public string WorkingDirectory { get; set; } = "";

    /// <summary>The program that holds the builds.</summary>
    public string Assembly { get; set; } = System.Reflection.Assembly.GetExecutingAssembly().Location;

    public static string DotNet { get; } =
        System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (
            Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) == "dotnet"
                ? System.Environment.ProcessPath!
                : "dotnet"
        );

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Runs a build.</summary>
    public BuildResult Run(string build, params string[] arguments)
    {
        using var process = Start(build, DotNet, [Assembly, .. arguments]);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts a program which runs a build, itself or through another.</summary>
    public Process Start(string build, string program, IReadOnlyList<string> arguments)
    {
        var startInfo = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Root, WorkingDirectory),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        foreach (var name in startInfo.Environment.Keys.Where(x => !IsOfTheSystem(x)).ToList())
            startInfo.Environment.Remove(name);
        foreach (var (name, value) in Environment)
            startInfo.Environment[name] = value;
        startInfo.Environment[Program.BuildVariable] = build;
        return Process.Start(startInfo)!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static bool IsOfTheSystem(string name) =>
        name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
        || name.ToUpperInvariant() is "PATH" or "HOME" or "SYSTEMROOT" or "TEMP" or "TMP" or "USERPROFILE";
}
