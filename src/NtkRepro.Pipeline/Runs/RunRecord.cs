using System.Text.Json.Serialization;

namespace NtkRepro.Pipeline;

/// <summary>How a run ended.</summary>
public enum RunState
{
    /// <summary>It goes on, or it was killed.</summary>
    Unfinished,

    /// <summary>Every instance has a result.</summary>
    Finished,

    /// <summary>An instance failed.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Interrupted,
}

/// <summary>What is remembered of a run of everything.</summary>
public sealed record RunRecord
{
    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The name by which the run can be asked for.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the name was given, rather than made: such a run is kept until it is forgotten.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>The sweep that it is part of; null for a run of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sweep { get; init; }

    /// <summary>What was typed; empty where that is not known.</summary>
    public required string Command { get; init; }

    /// <summary>The preset; null where the definition has no default one and none was named.</summary>
    public required string? Preset { get; init; }

    /// <summary>What was changed, as path=value, in order.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>How it ended.</summary>
    public required RunState State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, or was last heard of.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The host that it was started on.</summary>
    public required string Host { get; init; }

    /// <summary>The computing engine's name, version and variant.</summary>
    public required string Engine { get; init; }

    /// <summary>The state of the repository that it was started in; null outside one.</summary>
    public required Revision? Revision { get; init; }

    /// <summary>Whether there were uncommitted changes, when it was started or when one of its results was computed.</summary>
    public required bool IsDirty { get; init; }

    /// <summary>The parameters that its results depend on: path to canonical JSON.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>What the application notes of a finished run.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    /// <summary>How many instances it has.</summary>
    public required int Planned { get; init; }

    /// <summary>Says of a run that never finished how far it is.</summary>
    [JsonIgnore]
    public string Unfinished =>
        $"the run '{Name}' has not finished: {Instances.Count} of {Planned} instances have results";

    /// <summary>The instances that have a result, in the order of the plan.</summary>
    public required IReadOnlyList<RecordedInstance> Instances { get; init; }

    /// <summary>The finished run that had the name before one that did not finish; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunRecord? Before { get; init; }

    /// <summary>The finished run of this name; null where none has finished.</summary>
    [JsonIgnore]
    public RunRecord? Finished => State == RunState.Finished ? this : Before;

    /// <summary>Runs as a JSON array, as they are remembered; ends in a line feed. Fields are only ever added.</summary>
    /// <param name="runs">The runs.</param>
    public static string Render(IReadOnlyList<RunRecord> runs) => RunRecords.Render(runs);

    /// <summary>Whether both are the same instances with the same results.</summary>
    internal bool HasResultsOf(RunRecord other) =>
        Instances.Select(i => (i.Name, i.Key)).SequenceEqual(other.Instances.Select(i => (i.Name, i.Key)));

    /// <summary>Whether both are runs of the same preset with the same changes.</summary>
    internal bool IsOf(string? preset, IReadOnlyList<string> sets) =>
        Preset == preset && Sets.SequenceEqual(sets, StringComparer.Ordinal);
}

/// <summary>An instance of a run with its result.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Axes">Its axes, in canonical texts.</param>
/// <param name="Key">The key of its result.</param>
public sealed record RecordedInstance(string Name, string Stage, IReadOnlyDictionary<string, string> Axes, string Key)
{
    /// <summary>The folder below <c>latest</c> in which its files are shown; null where it shows none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Folder { get; init; }

    /// <summary>Those of its outputs that are shown.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];
}

/// <summary>What a run is to be remembered as.</summary>
public sealed record RunNote
{
    /// <summary>The name that was given; null to make one of preset and changes.</summary>
    public string? Name { get; init; }

    /// <summary>What was typed.</summary>
    public string Command { get; init; } = "";

    /// <summary>What the application notes of a run that finished; for a sweep it is asked for each of its runs.</summary>
    public Func<RunResult, IReadOnlyDictionary<string, string>>? Notes { get; init; }
}
