namespace NtkRepro.Reporting;

/// <summary>
/// Standard output and error of a program whose work goes on where they cannot be written to: a full disk under a log costs the log, and
/// neither results nor the reason of a failure.
/// </summary>
public static class GuardedConsole
{
    /// <summary>Runs a program; what could not be printed is told, and is a failure.</summary>
    /// <param name="program">Returns its exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(Func<int> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        using var output = Console.IsOutputRedirected ? new GuardedStream(Console.OpenStandardOutput()) : null;
        // A terminal too, which may be gone by then; standard output's own guards its progress.
        using var errors = new GuardedStream(Console.OpenStandardError());
        if (output is not null)
            Console.SetOut(Writer(output, Console.Out));
        Console.SetError(Writer(errors, Console.Error));
        return Ended(program(), output?.Failure, Console.Error);
    }

    /// <summary>The exit code of a program that ended with another, and of what it printed.</summary>
    /// <param name="code">How it ended.</param>
    /// <param name="failure">Why standard output could not be written to; null where it could.</param>
    /// <param name="errors">Where that is told.</param>
    internal static int Ended(int code, IOException? failure, TextWriter errors)
    {
        if (failure is null)
            return code;
        errors.WriteLine($"standard output could not be written to: {failure.Message}");
        return code == ExitCodes.Success ? ExitCodes.Failure : code;
    }

    private static StreamWriter Writer(Stream stream, TextWriter present) =>
        new(stream, present.Encoding, bufferSize: 256, leaveOpen: true) { AutoFlush = true };
}
