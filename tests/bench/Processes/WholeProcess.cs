using System.Diagnostics;
using System.Text;

namespace NtkRepro.Bench;

/// <summary>Runs a program to its end.</summary>
internal static class WholeProcess
{
    /// <summary>Runs it.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="command">The program.</param>
    /// <returns>The wall time from start to end in seconds, and the standard output.</returns>
    /// <exception cref="WorkerFailedException">Its exit code is not 0.</exception>
    public static (double Seconds, string Output) Run(string name, ProcessStartInfo command)
    {
        var watch = Stopwatch.StartNew();
        var process = ChildProcesses.Start(command);
        try
        {
            var errors = new StringBuilder();
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var seconds = watch.Elapsed.TotalSeconds;
            return process.ExitCode == 0
                ? (seconds, output)
                : throw new WorkerFailedException($"{name} ended with code {process.ExitCode}\n{errors}".TrimEnd());
        }
        finally
        {
            ChildProcesses.End(process);
        }
    }
}
