namespace Nuke.Common.Tooling;

/// <summary>A started process.</summary>
public interface IProcess : IDisposable
{
    /// <summary>The executable.</summary>
    internal string FileName { get; }

    /// <summary>The arguments, after the output filter.</summary>
    internal string Arguments { get; }

    /// <summary>The folder in which it runs.</summary>
    internal string WorkingDirectory { get; }

    /// <summary>The lines written so far; complete after <see cref="WaitForExit"/>.</summary>
    internal IReadOnlyCollection<OutputLine> Output { get; }

    /// <summary>The exit code, once it has exited.</summary>
    internal int ExitCode { get; }

    /// <summary>Waits for the end, or kills the process after its timeout; returns whether it ended by itself.</summary>
    internal bool WaitForExit();
}

/// <summary>A line that a process wrote.</summary>
internal sealed record OutputLine(OutputType Type, string Text);
