using System.ComponentModel;
using System.Diagnostics;

namespace NtkRepro.Data.Sources;

/// <summary>Programs that fetch and unpack what .NET cannot.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program to its end, and passes what it prints to a reader.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="hint">What to do where the program is missing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="read">Reads what it prints; null to pass over that.</param>
    /// <exception cref="InvalidDataException">It is not there, fails, or takes longer than ten minutes.</exception>
    public static void Run(
        string command,
        IReadOnlyList<string> arguments,
        string folder,
        string hint,
        CancellationToken cancellation,
        Action<Stream>? read = null
    )
    {
        var start = new ProcessStartInfo(command)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var title = $"{Path.GetFileNameWithoutExtension(command)} {string.Join(' ', arguments.Take(2))}";
        using var process = Start(start, hint);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Patience);
        using var killing = end.Token.Register(() => process.Kill(entireProcessTree: true));
        // Both are read to the end, or a full pipe would stop the program.
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.BaseStream;
        Exception? failure = null;
        try
        {
            read?.Invoke(output);
        }
        // What is wrong with its output may be that the program failed, which says more.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failure = error;
        }
        output.CopyTo(Stream.Null);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (end.IsCancellationRequested)
            throw new InvalidDataException($"{title} took more than {Patience.TotalMinutes} minutes");
        if (process.ExitCode != 0)
            throw new InvalidDataException(
                $"{title} ended with exit code {process.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}"
            );
        if (failure is not null)
            throw new InvalidDataException(failure.Message, failure);
    }

    private static Process Start(ProcessStartInfo start, string hint)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidDataException($"{start.FileName} cannot be run ({error.Message}). {hint}", error);
        }
    }
}
