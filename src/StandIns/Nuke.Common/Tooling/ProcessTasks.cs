using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Serilog;
using Serilog.Events;

// Public fields are the upstream switches.
#pragma warning disable CA2211

namespace Nuke.Common.Tooling;

/// <summary>Starts processes.</summary>
public static class ProcessTasks
{
    /// <summary>Whether a process's output is logged, unless said otherwise.</summary>
    public static bool DefaultLogOutput = true;

    /// <summary>Whether a process's command line is logged, unless said otherwise.</summary>
    public static bool DefaultLogInvocation = true;

    /// <summary>Whether its folder is logged with the command line.</summary>
    public static bool LogWorkingDirectory = true;

    /// <summary>The folder in which processes run, unless said otherwise.</summary>
    public static string DefaultWorkingDirectory = Environment.CurrentDirectory;

    /// <inheritdoc cref="StartProcess(string, string, string, IReadOnlyDictionary{string, string}, int?, bool?, bool?, Action{OutputType, string}, Func{string, string})"/>
    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null
    ) =>
        StartProcess(
            toolPath,
            arguments.ToStringAndClear(),
            workingDirectory,
            environmentVariables,
            timeout,
            logOutput,
            logInvocation,
            logger,
            arguments.GetFilter()
        );

    /// <summary>Starts a process and collects its output.</summary>
    /// <param name="toolPath">A path, or a name on the PATH.</param>
    /// <param name="arguments">The arguments as one text.</param>
    /// <param name="workingDirectory">An existing folder.</param>
    /// <param name="environmentVariables">All of the process's variables; null leaves it ours.</param>
    /// <param name="timeout">Milliseconds after which <see cref="IProcess.WaitForExit"/> kills the process.</param>
    /// <param name="logOutput">Whether its output is logged.</param>
    /// <param name="logInvocation">Whether its command line is logged.</param>
    /// <param name="logger">Takes the output in place of <see cref="DefaultLogger"/>.</param>
    /// <param name="outputFilter">Changes each line before it is kept and logged.</param>
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
        Assert.DirectoryExists(startInfo.WorkingDirectory);
        if (environmentVariables != null)
        {
            startInfo.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
                startInfo.Environment[name] = value;
        }

        if (logInvocation ?? DefaultLogInvocation)
            LogInvocation(startInfo, filter);
        return Start(startInfo, timeout, (logOutput ?? DefaultLogOutput) ? logger ?? DefaultLogger : null, filter);
    }

    /// <summary>Logs a line of output: standard output as debug, error output as error.</summary>
    public static void DefaultLogger(OutputType type, string output)
    {
        if (type == OutputType.Std)
            Log.Debug("{Output}", output);
        else
            Log.Error("{Output}", output);
    }

    private static ChildProcess Start(
        ProcessStartInfo startInfo,
        int? timeout,
        Action<OutputType, string>? logger,
        Func<string, string> filter
    )
    {
        var output = new ConcurrentQueue<Output>();
        var process = new Process { StartInfo = startInfo };
        process.OutputDataReceived += (_, e) => Receive(OutputType.Std, e.Data);
        process.ErrorDataReceived += (_, e) => Receive(OutputType.Err, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, output, timeout, filter);

        void Receive(OutputType type, string? line)
        {
            if (line is null)
                return;
            var text = filter(line);
            output.Enqueue(new() { Type = type, Text = text });
            logger?.Invoke(type, text);
        }
    }

    private static void LogInvocation(ProcessStartInfo startInfo, Func<string, string> filter)
    {
        Log.Information(
            "> {ToolPath} {Arguments}",
            Quoting.DoubleQuoteIfNeeded(startInfo.FileName),
            filter(startInfo.Arguments)
        );
        if (!LogWorkingDirectory)
            return;
        var isUsual = startInfo.WorkingDirectory == DefaultWorkingDirectory;
        Log.Write(
            isUsual ? LogEventLevel.Verbose : LogEventLevel.Information,
            "@ {WorkingDirectory}",
            startInfo.WorkingDirectory
        );
    }

    private static string Locate(string tool)
    {
        Assert.NotNull(tool);
        if (Path.IsPathRooted(tool) || tool.Contains(Path.DirectorySeparatorChar) || File.Exists(tool))
        {
            Assert.FileExists(tool);
            return Path.GetFullPath(tool);
        }

        var fileName = OperatingSystem.IsWindows() && !Path.HasExtension(tool) ? tool + ".exe" : tool;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(x => Path.Combine(x, fileName)).FirstOrDefault(File.Exists)
            ?? throw new ArgumentException($"Could not find '{tool}' on the PATH.", nameof(tool));
    }
}
