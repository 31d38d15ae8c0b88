using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>A copy of the repository in which both build scripts run.</summary>
public sealed class ScriptsCopy : IDisposable
{
    private readonly RepositoryCopy _copy = new();

    /// <summary>Runs a script with arguments as a shell reads them.</summary>
    /// <param name="script"><c>build.sh</c> or <c>build.ps1</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are set besides.</param>
    /// <returns>Its exit code, and what it printed.</returns>
    public (int Code, string Text) Run(
        string script,
        string arguments,
        params (string Name, string Value)[] environment
    ) => RunIn(".", script, arguments, environment);

    /// <summary>Runs a script as <see cref="Run"/> does, from a folder of the copy, which is made.</summary>
    /// <param name="folder">Relative to the copy.</param>
    /// <param name="script"><c>build.sh</c> or <c>build.ps1</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are set besides.</param>
    public (int Code, string Text) RunIn(
        string folder,
        string script,
        string arguments,
        params (string Name, string Value)[] environment
    ) =>
        Shell(
            // PowerShell as the Test target restores it.
            $"mkdir -p '{folder}' && cd '{folder}' && "
                + (script == "build.sh" ? $"'{At(script)}' " : $"dotnet pwsh -NoProfile -File '{At(script)}' ")
                + arguments,
            environment
        );

    /// <summary>Runs a command in the copy.</summary>
    public (int Code, string Text) Shell(string command, params (string Name, string Value)[] environment) =>
        _copy.Run(
            command,
            // A bare Debian has no ICU, without which PowerShell does not start unless it is told so.
            [.. environment, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), ("POWERSHELL_TELEMETRY_OPTOUT", "1")]
        );

    /// <summary>A file or folder of the copy.</summary>
    public string At(params string[] path) => _copy.At(path);

    /// <summary>The text of a file.</summary>
    public string Read(params string[] path) => File.ReadAllText(_copy.At(path));

    /// <summary>Writes a file, and takes its last change to have been when it was.</summary>
    public void Write(string text, params string[] path)
    {
        var file = _copy.At(path);
        var date = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, date);
    }

    public void Dispose() => _copy.Dispose();
}
