using NtkRepro.Acceptance.Documents;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>A copy of the repository with the results of the smoke preset.</summary>
public sealed class StagesCopy : IDisposable
{
    private readonly RepositoryCopy _copy = new();
    private bool _isFilled;

    /// <summary>Copies the results of a run, the first time.</summary>
    public StagesCopy Of(SmokeRun run)
    {
        if (!_isFilled)
            VerifiedCopy.CopyFolders(run.Artifacts, _copy.At("artifacts"), "store");
        _isFilled = true;
        return this;
    }

    /// <summary>Runs <c>build.sh</c> for the smoke preset.</summary>
    /// <returns>Its exit code, and the lines that it printed, with one space where there were several.</returns>
    public (int Code, IReadOnlyList<string> Lines) Run(string arguments) => Shell($"./build.sh {arguments}");

    /// <summary>Runs a command of bash, in which <c>build.sh</c> runs for the smoke preset.</summary>
    /// <inheritdoc cref="Run"/>
    public (int Code, IReadOnlyList<string> Lines) Shell(string command)
    {
        var (code, text) = _copy.Run(command, ("NUKE_PRESET", "smoke"));
        var lines = text.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return (code, [.. lines.Where(l => l.Length > 0)]);
    }

    /// <summary>Its root.</summary>
    public string Root => _copy.Root;

    public void Dispose() => _copy.Dispose();
}
