namespace Nuke.Common.Tooling;

/// <summary>A started process.</summary>
public interface IProcess : IDisposable
{
    /// <summary>The executable.</summary>
    string FileName { get; }

    /// <summary>The arguments, without secrets.</summary>
    string Arguments { get; }

    /// <summary>The folder in which it runs.</summary>
    string WorkingDirectory { get; }

    /// <summary>The lines written so far; complete after <see cref="WaitForExit"/>.</summary>
    IReadOnlyCollection<Output> Output { get; }

    /// <summary>The exit code, once it has exited.</summary>
    int ExitCode { get; }

    /// <summary>Whether it has exited.</summary>
    bool HasExited { get; }

    /// <summary>The process's id.</summary>
    int Id { get; }

    /// <summary>Ends the process.</summary>
    void Kill();

    /// <summary>Waits for the end, or kills the process after its timeout; returns whether it ended by itself.</summary>
    bool WaitForExit();
}
