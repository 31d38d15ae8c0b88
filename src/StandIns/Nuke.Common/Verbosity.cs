namespace Nuke.Common;

/// <summary>How much of the log reaches the console, from everything to errors only.</summary>
public enum Verbosity
{
    /// <summary>All events, and the stack traces of exceptions.</summary>
    Verbose,

    /// <summary>Debug events and above; the default.</summary>
    Normal,

    /// <summary>Warnings and errors.</summary>
    Minimal,

    /// <summary>Errors only.</summary>
    Quiet,
}
