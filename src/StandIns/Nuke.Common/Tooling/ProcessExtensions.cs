namespace Nuke.Common.Tooling;

/// <summary>What is commonly asked of a process.</summary>
public static class ProcessExtensions
{
    /// <summary>Waits for the end and returns the process.</summary>
    /// <exception cref="ArgumentException">The process had to be killed after its timeout.</exception>
    /// <exception cref="Exception">Its exit code is not zero; the message has its command line and error output.</exception>
    public static IProcess AssertZeroExitCode(this IProcess? process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!process.WaitForExit())
            throw new ArgumentException($"'{process.FileName}' did not end in time and was killed.", nameof(process));
        return process.ExitCode == 0 ? process : throw new ProcessException(process);
    }
}
