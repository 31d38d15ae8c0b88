namespace NtkRepro.Reporting;

/// <summary>How much a command says: the levels of <c>--verbosity</c>.</summary>
public enum OutputLevel
{
    /// <summary>Errors alone.</summary>
    Quiet,

    /// <summary>How it ended, and the claims' verdicts.</summary>
    Minimal,

    /// <summary>Progress too.</summary>
    Normal,

    /// <summary>Every instance with the reasons for running it, and the logs of those that failed, with their stack traces.</summary>
    Verbose,
}
