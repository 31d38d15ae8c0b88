using System.Diagnostics;

namespace NtkRepro.Pipeline.Bench;

/// <summary>Starts this program again.</summary>
internal static class Self
{
    public static ProcessStartInfo Start(IEnumerable<string> arguments) =>
        new(Environment.ProcessPath!, Arguments(arguments)) { RedirectStandardOutput = true, UseShellExecute = false };

    /// <summary>Runs to the end.</summary>
    /// <returns>The exit code and the lines on standard output.</returns>
    public static (int ExitCode, List<string> Lines) Run(IEnumerable<string> arguments)
    {
        using var process = Process.Start(Start(arguments))!;
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        process.WaitForExit();
        return (process.ExitCode, lines);
    }

    /// <summary>When <c>dotnet</c> runs the program, the program's own file comes first.</summary>
    private static List<string> Arguments(IEnumerable<string> arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(Self).Assembly.Location, .. arguments]
            : [.. arguments];
}
