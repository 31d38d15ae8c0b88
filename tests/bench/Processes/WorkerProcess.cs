using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NtkRepro.Bench;

/// <summary>One side of a row, as the coordinator drives it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // OpenBLAS's and OpenMP's threads wait for more work in a busy loop, up to some 30 ms: until then the other side
    // would lose a core to this one.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(60);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly string name;

    /// <param name="name">What to call it in messages.</param>
    /// <param name="command">A program that follows the protocol of <see cref="Worker"/>.</param>
    public WorkerProcess(string name, ProcessStartInfo command)
    {
        this.name = name;
        process = ChildProcesses.Start(command);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
                errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the worker has written its result.</summary>
    public void WaitUntilReady()
    {
        var line = Read();
        if (line != "ready")
            throw new WorkerFailedException($"{name} said '{line}' where 'ready' was due");
    }

    /// <summary>One repetition.</summary>
    /// <returns>Seconds per unit of work.</returns>
    public double Run()
    {
        Write("run");
        var line = Read();
        Thread.Sleep(Settling);
        return double.TryParse(line, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new WorkerFailedException($"{name} said '{line}' where its seconds were due");
    }

    /// <summary>Ends the worker.</summary>
    /// <returns>The most memory that it held, in bytes.</returns>
    public long Quit()
    {
        Write("quit");
        var line = Read();
        process.WaitForExit();
        return line.StartsWith("peak ", StringComparison.Ordinal) && process.ExitCode == 0
            ? long.Parse(line.AsSpan(5), CultureInfo.InvariantCulture)
            : throw Failure();
    }

    /// <inheritdoc/>
    public void Dispose() => ChildProcesses.End(process);

    private void Write(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Failure();
        }
    }

    private string Read() => process.StandardOutput.ReadLine() ?? throw Failure();

    private WorkerFailedException Failure()
    {
        process.WaitForExit();
        lock (errors)
            return new WorkerFailedException($"{name} ended with code {process.ExitCode}\n{errors}".TrimEnd());
    }
}
