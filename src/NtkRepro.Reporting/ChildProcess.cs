using System.Diagnostics;

namespace NtkRepro.Reporting;

/// <summary>Programs of others that a target starts.</summary>
public static class ChildProcess
{
    /// <summary>
    /// Runs a program on this console, so that its tables keep their colours. Ctrl-C reaches it too, and it ends by itself.
    /// </summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="isShown">Whether what it prints is shown as it comes, or else only if it fails.</param>
    /// <param name="variables">What it finds in its environment beside what this process has.</param>
    /// <param name="told">Where what it printed is shown if it fails; null for standard error.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static int Run(
        IReadOnlyList<string> command,
        string folder,
        bool isShown,
        IEnumerable<KeyValuePair<string, string>>? variables = null,
        TextWriter? told = null
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = !isShown,
            RedirectStandardError = !isShown,
        };
        foreach (var (name, value) in variables ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = isShown ? null : process.StandardError.ReadToEndAsync();
        var output = isShown ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != ExitCodes.Success)
            (told ?? Console.Error).Write(output + errors?.Result);
        return process.ExitCode;
    }
}
