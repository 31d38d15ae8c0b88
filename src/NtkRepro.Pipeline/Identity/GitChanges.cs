using System.ComponentModel;
using System.Diagnostics;

namespace NtkRepro.Pipeline;

/// <summary>Asks git for what differs from the commit that is checked out.</summary>
internal static class GitChanges
{
    /// <summary>
    /// Changed, added, removed and untracked files below a folder, by their paths in the repository, in ordinal order; null where git is not
    /// there or does not answer.
    /// </summary>
    public static IReadOnlyList<string>? Find(string folder)
    {
        // Of the repository around the folder, whoever owns it, and whichever a hook that started this speaks of; nothing of it is run.
        string[] arguments =
        [
            "-c",
            "safe.directory=*",
            "-c",
            "core.fsmonitor=false",
            "--no-optional-locks",
            "status",
            "--porcelain",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            ".",
        ];
        var start = new ProcessStartInfo("git", arguments)
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
            // Two letters and a space, then the path.
            return git.ExitCode == 0
                ?
                [
                    .. text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                        .Select(e => e[3..])
                        .Order(StringComparer.Ordinal),
                ]
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
