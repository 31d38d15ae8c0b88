using System.Diagnostics;
using System.Reflection;

namespace NukeCommon.Tests;

/// <summary>How a build ended.</summary>
public sealed record BuildResult(int ExitCode, string Output, string Error)
{
    /// <summary>What the build's actions reported, in order: the rest of each line that begins with '#'.</summary>
    public string[] Reports => [.. Output.Split('\n').Where(x => x.StartsWith('#')).Select(x => x[1..].Trim())];

    /// <summary>The words of the closing table's line on a target.</summary>
    public string[] RowOf(string target) =>
        Output
            .Split('\n')
            .Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Last(x =>
                x.Length > 1 && x[0] == target && Enum.TryParse<Nuke.Common.Execution.ExecutionStatus>(x[1], out _)
            );
}

/// <summary>An empty project in a temporary folder, in which builds run as processes with only the given environment variables.</summary>
public sealed class Sandbox : IDisposable
{
    public Sandbox() => Directory.CreateDirectory(Path.Combine(Root, ".nuke"));

    public string Root { get; } = Directory.CreateTempSubdirectory("nuke-conformance-").FullName;

    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string WorkingDirectory { get; set; } = "";

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    /// <summary>Runs a build without its logo.</summary>
    public BuildResult Run(string build, params string[] arguments)
    {
        using var process = Start(build, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    public Process Start(string build, params string[] arguments)
    {
        var startInfo = new ProcessStartInfo(
            DotNet(),
            [Assembly.GetExecutingAssembly().Location, .. arguments, "--no-logo"]
        )
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

    private static string DotNet() =>
        System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (
            Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) == "dotnet"
                ? System.Environment.ProcessPath!
                : "dotnet"
        );

    private static bool IsOfTheSystem(string name) =>
        name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase)
        || name.ToUpperInvariant() is "PATH" or "HOME" or "SYSTEMROOT" or "TEMP" or "TMP" or "USERPROFILE";
}
