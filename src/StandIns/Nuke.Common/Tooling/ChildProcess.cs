using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nuke.Common.Tooling;

internal sealed class ChildProcess(
    Process process,
    ConcurrentQueue<Output> output,
    int? timeout,
    Func<string, string> outputFilter
) : IProcess
{
    public string FileName => process.StartInfo.FileName;

    public string Arguments => outputFilter(process.StartInfo.Arguments);

    public string WorkingDirectory => process.StartInfo.WorkingDirectory;

    public IReadOnlyCollection<Output> Output => output;

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    public int Id => process.Id;

    public void Dispose() => process.Dispose();

    public void Kill() => process.Kill();

    public bool WaitForExit()
    {
        var hasExited = process.WaitForExit(timeout ?? Timeout.Infinite);
        if (!hasExited)
            process.Kill();
        return hasExited;
    }
}
