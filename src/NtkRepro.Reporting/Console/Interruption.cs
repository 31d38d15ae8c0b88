using System.Runtime.InteropServices;

namespace NtkRepro.Reporting;

/// <summary>
/// Ctrl-C, and what a scheduler sends at the time limit, before a preemption and on <c>scancel</c>: the first asks the run to stop, which
/// saves what it has; it does not end the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private readonly PosixSignalRegistration _term;

    public Interruption()
    {
        Console.CancelKeyPress += OnKey;
        _term = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                Interrupt();
            }
        );
    }

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Token => _first.Token;

    /// <summary>Reads a line from the terminal.</summary>
    /// <returns>Null at the end of the input, and when interrupted again.</returns>
    public string? ReadLine()
    {
        // On Unix neither signal ends a read that waits.
        var line = Task.Run(Console.ReadLine);
        return Task.WaitAny(line, _second.Task) == 0 ? line.Result : null;
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnKey;
        _term.Dispose();
        _first.Dispose();
    }

    private void OnKey(object? sender, ConsoleCancelEventArgs key)
    {
        key.Cancel = true;
        Interrupt();
    }

    private void Interrupt()
    {
        if (_first.IsCancellationRequested)
            _second.TrySetResult();
        else
            _first.Cancel();
    }
}
