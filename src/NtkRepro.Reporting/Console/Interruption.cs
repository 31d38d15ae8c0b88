using System.Runtime.InteropServices;

namespace NtkRepro.Reporting;

/// <summary>
/// Ctrl-C, what a scheduler sends at the time limit, before a preemption and on <c>scancel</c>, and what a terminal sends that is closed or
/// whose connection broke: the first asks the run to stop, which saves what it has; it does not end the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private readonly PosixSignalRegistration _term;
    private readonly PosixSignalRegistration _hangup;
    private readonly Lock _ending = new();
    private bool _isOver;

    public Interruption()
    {
        Console.CancelKeyPress += OnKey;
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
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

    /// <summary>Takes the end of a pipe for an interruption: whoever held its other side is gone, however that came.</summary>
    /// <param name="input">Read to its end; what comes is dropped.</param>
    /// <returns>Done at its end.</returns>
    public Task WhenEnds(Stream input) =>
        Task.Run(() =>
        {
            try
            {
                input.CopyTo(Stream.Null);
            }
            catch (IOException)
            {
                // A pipe that cannot be read has ended.
            }
            Interrupt();
        });

    public void Dispose()
    {
        Console.CancelKeyPress -= OnKey;
        _term.Dispose();
        _hangup.Dispose();
        lock (_ending)
        {
            _isOver = true;
            _first.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Interrupt();
    }

    private void OnKey(object? sender, ConsoleCancelEventArgs key)
    {
        key.Cancel = true;
        Interrupt();
    }

    private void Interrupt()
    {
        lock (_ending)
        {
            // A signal may come while this ends.
            if (_isOver)
                return;
            if (_first.IsCancellationRequested)
                _second.TrySetResult();
            else
                _first.Cancel();
        }
    }
}
