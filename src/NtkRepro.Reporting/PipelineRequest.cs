using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>What to reproduce, and how.</summary>
public sealed record PipelineRequest
{
    /// <summary>The pipeline definition.</summary>
    public required string Definition { get; init; }

    /// <summary>Where readable names and logs are kept, and results unless <see cref="Store"/> says otherwise.</summary>
    public required string Artifacts { get; init; }

    /// <summary>A store of results that several checkouts or hosts share; null for the artifacts folder.</summary>
    public string? Store { get; init; }

    /// <summary>The overlay of parameters; null for the default.</summary>
    public string? Preset { get; init; }

    /// <summary>Parameters to change, as path=value.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>What a run is to be called, or which run is meant; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>What was typed, to be remembered with a run.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Writes what a sweep that succeeded found, prints it where there is a console, and returns its page.</summary>
    internal Func<Plan, RunResult, PipelineRequest, IAnsiConsole?, string>? TellSweep { get; init; }

    /// <summary>Stages, or names or patterns of instances; everything where there are none.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether what the targets need must be up to date already, rather than run.</summary>
    public bool TargetsAlone { get; init; }

    /// <summary>Names or patterns of instances to run again.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Instances to run side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The assembly of this program, which runs again where an instance has a process of its own, or is a job.</summary>
    public string? Program { get; init; }

    /// <summary>Whether each instance runs in a process of its own.</summary>
    public bool Isolate { get; init; }

    /// <summary>Whether this process stops when its standard input ends: it is one of those of a run with <see cref="Isolate"/>.</summary>
    public bool IsAttached { get; init; }

    /// <summary>Where instances run: <c>local</c> or <c>slurm</c>; null for the first.</summary>
    public string? Executor { get; init; }

    /// <summary>Makes the command of a job for the folder of its run, where it is not <see cref="Program"/>; the instance's name follows.</summary>
    internal Func<string, IReadOnlyList<string>>? JobCommand { get; init; }

    /// <summary>The folder of the run that submitted this process as a job; null outside jobs.</summary>
    public string? JobFolder { get; init; }

    /// <summary>Whether a failure stops only what depends on it.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>How much is said.</summary>
    public OutputLevel Level { get; init; } = OutputLevel.Normal;

    /// <summary>Whether every instance, file and stack trace is shown.</summary>
    public bool IsVerbose => Level == OutputLevel.Verbose;
}
