using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nuke.Common.Tooling;

/// <summary>A process whose output is collected.</summary>
internal sealed class ChildProcess : IProcess
{
    private readonly Process _process;
    private readonly ConcurrentQueue<OutputLine> _output = new();
    private readonly Func<string, string> _filter;
    private readonly int? _timeout;

    /// <summary>Starts the process.</summary>
    /// <param name="startInfo">What to start; both of its output streams must be redirected.</param>
    /// <param name="timeout">Milliseconds after which <see cref="WaitForExit"/> kills the process.</param>
    /// <param name="logger">Takes each line.</param>
    /// <param name="filter">Changes each line before it is kept and logged.</param>
    public ChildProcess(
        ProcessStartInfo startInfo,
        int? timeout,
        Action<OutputType, string>? logger,
        Func<string, string> filter
    )
    {
        _timeout = timeout;
        _filter = filter;
        _process = new Process { StartInfo = startInfo };
        _process.OutputDataReceived += (_, e) => Receive(OutputType.Std, e.Data, logger);
        _process.ErrorDataReceived += (_, e) => Receive(OutputType.Err, e.Data, logger);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string FileName => _process.StartInfo.FileName;

    public string Arguments => _filter(_process.StartInfo.Arguments);

    public string WorkingDirectory => _process.StartInfo.WorkingDirectory;

    public IReadOnlyCollection<OutputLine> Output => _output;

    public int ExitCode => _process.ExitCode;

    public void Dispose() => _process.Dispose();

    public bool WaitForExit()
    {
        if (_process.WaitForExit(_timeout ?? Timeout.Infinite))
            return true;
        _process.Kill();
        return false;
    }

    private void Receive(OutputType type, string? line, Action<OutputType, string>? logger)
    {
        if (line is null)
            return;
        var text = _filter(line);
        _output.Enqueue(new(type, text));
        logger?.Invoke(type, text);
    }
}
