using System.Diagnostics;

namespace NtkRepro.Pipeline;

/// <summary>
/// Runs each instance in a process of its own, so that a native crash is that instance's failure and not the run's. With a command that
/// waits for a batch scheduler's job (<c>srun</c>, <c>sbatch --wait</c>), it runs instances there. The process's standard input is a pipe into
/// which nothing is written, and which ends with this process, even where that is killed.
/// </summary>
/// <param name="command">The command for an instance; it exits with 0 once the result is stored.</param>
public sealed class ProcessExecutor(Func<InstanceJob, ProcessStartInfo> command) : IInstanceExecutor
{
    // A shell's code for a process that a signal ended is this and the signal's number, of which there are 64.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <inheritdoc/>
    public void Execute(InstanceJob job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        var start = command(job);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = new Process { StartInfo = start };
        var last = "";
        process.ErrorDataReceived += (_, e) => last = string.IsNullOrWhiteSpace(e.Data) ? last : e.Data;
        // Read and dropped: a full pipe would stop the process.
        process.OutputDataReceived += (_, _) => { };
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        using (cancellation.Register(() => Kill(process)))
        {
            process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new StageFailedException(Describe(process.ExitCode) + (last.Length > 0 ? $": {last.Trim()}" : ""));
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static string Describe(int code) =>
        code is > SignalBase and <= SignalBase + LastSignal && !OperatingSystem.IsWindows()
            ? $"its process was ended by signal {code - SignalBase}"
            : $"its process ended with exit code {code}";
}
