namespace NtkRepro.Reporting.CommandLine;

/// <summary>What a command line, with the environment and the file of parameters, asks of a build.</summary>
internal sealed record Request
{
    /// <summary>All that is wrong with it, one a line. Nothing may run unless there are none.</summary>
    public required IReadOnlyList<string> Mistakes { get; init; }

    /// <summary>What is odd about it, one a line.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The values of the build's own parameters that were given any.</summary>
    public required IReadOnlyDictionary<ParameterDeclaration, object> Values { get; init; }

    /// <summary>How much is to be said.</summary>
    public required OutputLevel Level { get; init; }

    /// <summary>The one target that runs without NUKE; null where NUKE has to do.</summary>
    public required TargetDeclaration? Direct { get; init; }
}
