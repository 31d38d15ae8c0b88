using System.Diagnostics;

namespace Nuke.Common.Execution;

/// <summary>A target: what its definition says of it, and how it fares.</summary>
public class ExecutableTarget
{
    internal ExecutableTarget(string name, Target factory, bool isDefault) =>
        (Name, Factory, IsDefault) = (name, factory, isDefault);

    /// <summary>The name of the property that defines it.</summary>
    public string Name { get; }

    /// <summary>How long it has run.</summary>
    public TimeSpan Duration => Stopwatch.Elapsed;

    /// <summary>What it reported of itself, in that order; see <see cref="NukeBuild.ReportSummary"/>.</summary>
    public Dictionary<string, string> SummaryInformation { get; internal set; } = [];

    internal Stopwatch Stopwatch { get; } = new();

    /// <summary>The property's value; equal delegates mean equal targets.</summary>
    internal Target Factory { get; }

    /// <summary>Whether it runs when no target is named.</summary>
    internal bool IsDefault { get; }

    internal List<Action> Actions { get; } = [];

    /// <summary>Targets that run before this one, and because of it.</summary>
    internal List<ExecutableTarget> Dependencies { get; } = [];

    /// <summary>Whether the target was asked for by name.</summary>
    internal bool IsInvoked { get; set; }

    internal ExecutionStatus Status { get; set; }
}

/// <summary>How far a target is.</summary>
internal enum ExecutionStatus
{
    /// <summary>It is to run.</summary>
    Scheduled,

    /// <summary>It is not to run.</summary>
    Skipped,

    /// <summary>It runs now.</summary>
    Running,

    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It has nothing to run, and only gathers others.</summary>
    Collective,
}
