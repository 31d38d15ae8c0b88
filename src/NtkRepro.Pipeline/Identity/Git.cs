using System.ComponentModel;
using System.Diagnostics;

namespace NtkRepro.Pipeline;

/// <summary>Runs git as a reader: of the repository that is named, whoever owns it, and whichever a hook that started this speaks of.</summary>
internal static class Git
{
    // Nothing of the repository is run, and nothing of it written.
    private static readonly string[] s_reading =
    [
        "-c",
        "safe.directory=*",
        "-c",
        "core.fsmonitor=false",
        "--no-optional-locks",
    ];

    /// <summary>What git prints; null where git is not there or does not answer.</summary>
    /// <param name="folder">In which it runs.</param>
    /// <param name="arguments">The command.</param>
    public static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", [.. s_reading, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            using var git = Process.Start(start)!;
            git.StandardInput.Close();
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var text = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? text : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
