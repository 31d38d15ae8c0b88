namespace Nuke.Common;

/// <summary>Keeps the engine from printing some of what it tells of itself; all of it where nothing is named.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class DisableDefaultOutputAttribute(params DefaultOutput[] disabledOutputs) : Attribute
{
    internal DefaultOutput[] DisabledOutputs { get; } = disabledOutputs;
}

/// <summary>What the engine tells of itself.</summary>
public enum DefaultOutput
{
    /// <summary>Its name in large letters.</summary>
    Logo,

    /// <summary>A heading for each target.</summary>
    TargetHeader,

    /// <summary>The same, where the host can fold what is below.</summary>
    TargetCollapse,

    /// <summary>Errors and warnings once more at the end.</summary>
    ErrorsAndWarnings,

    /// <summary>The closing table.</summary>
    TargetOutcome,

    /// <summary>Whether the build succeeded, and when.</summary>
    BuildOutcome,

    /// <summary>The time before each line of the log.</summary>
    Timestamps,
}
