using System.Collections.Concurrent;
using System.Diagnostics;

namespace NtkRepro.Bench;

/// <summary>The processes that this one started and that still run: none may outlive it.</summary>
internal static class ChildProcesses
{
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    public static Process Start(ProcessStartInfo command)
    {
        Process process;
        try
        {
            process =
                Process.Start(command) ?? throw new InvalidOperationException($"{command.FileName} did not start");
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new WorkerFailedException($"{command.FileName} cannot be started: {failure.Message}");
        }
        Running[process.Id] = process;
        return process;
    }

    /// <summary>Ends a process, if it has not ended, and forgets it.</summary>
    public static void End(Process process)
    {
        Running.TryRemove(process.Id, out _);
        Kill(process);
        process.Dispose();
    }

    /// <summary>Ends them all.</summary>
    public static void EndAll()
    {
        foreach (var process in Running.Values)
            Kill(process);
    }

    private static void Kill(Process process)
    {
        try
        {
            if (process.HasExited)
                return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }
}
