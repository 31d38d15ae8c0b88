using System.Diagnostics;

namespace NtkRepro.Acceptance.Documents;

/// <summary>A copy of what git knows of the repository, and of what is built, in which commands run as in a checkout of its own.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // …/artifacts/dotnet/<nuke>/bin/NtkRepro.Acceptance/release/
    private static readonly DirectoryInfo Built = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!;

    // The engine is large, and nobody writes to its files: they are linked where that can be.
    private static readonly string Shared = Path.Combine(Built.Parent!.FullName, "shared");

    public RepositoryCopy()
    {
        Root = Directory.CreateTempSubdirectory("ntk-repro-copy-").FullName;
        // With their times, so that nothing looks newer than what was built from it. A file may be deleted and not yet so in git.
        Shell(
            Repository.Root,
            $"""
            git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'for f; do test ! -e "$f" || printf "%s\0" "$f"; done' - |
              xargs -0 cp -p --parents -t '{Root}' && mkdir -p '{Root}/artifacts/dotnet/shared' && cp -a '{Built.FullName}' '{Root}/artifacts/dotnet/' &&
              cp -a '{Shared}/fonts' '{Root}/artifacts/dotnet/shared/' &&
              (cp -al '{Shared}/engine' '{Root}/artifacts/dotnet/shared/' || cp -a '{Shared}/engine' '{Root}/artifacts/dotnet/shared/')
            """
        );
        // What build.sh leaves behind once it has built, in its own words.
        Shell(
            Root,
            $$"""
            properties=()
            eval "$(sed -n '/^sources=/p; /^wanted() {/,/^}/p' build.sh)"
            wanted >artifacts/dotnet/{{Built.Name}}/built
            """
        );
    }

    public string Root { get; }

    /// <summary>A file or folder of the copy.</summary>
    public string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Runs a command of a document in the root.</summary>
    /// <param name="command">For bash.</param>
    /// <param name="environment">Variables that are set besides.</param>
    /// <returns>Its exit code, and what it printed.</returns>
    public (int Code, string Text) Run(string command, params (string Name, string Value)[] environment) =>
        Run(Root, command, environment);

    /// <summary>Runs a command that must succeed.</summary>
    public string Succeed(string command, params (string Name, string Value)[] environment)
    {
        var (code, text) = Run(command, environment);
        Assert.True(code == 0, $"{command}\nexits {code}\n{text}");
        return text;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Shell(string folder, string script)
    {
        var (code, text) = Run(folder, "set -o pipefail; " + script, []);
        Assert.True(code == 0, text);
    }

    private static (int Code, string Text) Run(string folder, string command, (string Name, string Value)[] environment)
    {
        // A file and no pipe: what a build leaves running would keep that open.
        var log = Path.GetTempFileName();
        var start = new ProcessStartInfo("bash", ["-c", $"exec >\"$0\" 2>&1 </dev/null\n{command}", log])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
        };
        start.Environment["NTK_PACKAGES"] = Built.Name;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Should the copy lie below another repository, that one is none of git's business.
        start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{command} did not end within {Longest.TotalMinutes:0} minutes");
            }
            return (process.ExitCode, File.ReadAllText(log));
        }
        finally
        {
            File.Delete(log);
        }
    }
}
