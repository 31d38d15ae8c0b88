using System.Diagnostics;
using System.Text;
using Nuke.Common.Reporting;

namespace Nuke.Common.Tooling;

/// <summary>Starts processes.</summary>
public static class ProcessTasks
{
    private static readonly string DefaultWorkingDirectory = Environment.CurrentDirectory;

    /// <summary>Starts a process and collects its output.</summary>
    /// <param name="toolPath">A path, or a name on the PATH.</param>
    /// <param name="arguments">The arguments as one text.</param>
    /// <param name="workingDirectory">An existing folder; that in which this program started unless given.</param>
    /// <param name="environmentVariables">All of the process's variables; null leaves it ours.</param>
    /// <param name="timeout">Milliseconds after which waiting for the process kills it.</param>
    /// <param name="logOutput">Whether its output is logged; it is unless given.</param>
    /// <param name="logInvocation">Whether its command line is logged; it is unless given.</param>
    /// <param name="logger">Takes the output in place of the build's log.</param>
    /// <param name="outputFilter">Changes each line before it is kept and logged.</param>
    /// <exception cref="ArgumentException">There is no such tool, or no such folder.</exception>
    public static IProcess StartProcess(
        string toolPath,
        string? arguments = null,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<string, string>? outputFilter = null
    )
    {
        var filter = outputFilter ?? (x => x);
        var startInfo = new ProcessStartInfo
        {
            FileName = Locate(toolPath),
            Arguments = arguments ?? "",
            WorkingDirectory = workingDirectory ?? DefaultWorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        if (!Directory.Exists(startInfo.WorkingDirectory))
            throw new ArgumentException($"There is no folder '{workingDirectory}'.", nameof(workingDirectory));
        if (environmentVariables != null)
        {
            startInfo.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
                startInfo.Environment[name] = value;
        }

        if (logInvocation ?? true)
            LogInvocation(startInfo, filter);
        return new ChildProcess(startInfo, timeout, (logOutput ?? true) ? logger ?? WriteToLog : null, filter);
    }

    /// <summary>The text in quotation marks if it has a space.</summary>
    internal static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static void WriteToLog(OutputType type, string line) =>
        BuildLog.Write(type == OutputType.Std ? LogLevel.Debug : LogLevel.Error, line);

    private static void LogInvocation(ProcessStartInfo startInfo, Func<string, string> filter)
    {
        BuildLog.Write(LogLevel.Information, $"> {Quoted(startInfo.FileName)} {filter(startInfo.Arguments)}");
        var isUsual = startInfo.WorkingDirectory == DefaultWorkingDirectory;
        BuildLog.Write(isUsual ? LogLevel.Verbose : LogLevel.Information, "@ " + startInfo.WorkingDirectory);
    }

    private static string Locate(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        if (File.Exists(tool))
            return Path.GetFullPath(tool);
        var isPath = Path.IsPathRooted(tool) || tool.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var fileName = OperatingSystem.IsWindows() && !Path.HasExtension(tool) ? tool + ".exe" : tool;
        var folders = isPath ? [] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(x => Path.Combine(x, fileName)).FirstOrDefault(File.Exists)
            ?? throw new ArgumentException(
                isPath ? $"There is no file '{tool}'." : $"Could not find '{tool}' on the PATH.",
                nameof(tool)
            );
    }
}
