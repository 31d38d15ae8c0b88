namespace NtkRepro.Pipeline;

/// <summary>What to plan.</summary>
public sealed record PlanRequest
{
    /// <summary>The preset to lay over the parameters; null means <c>default</c>, if the file has it.</summary>
    public string? Preset { get; init; }

    /// <summary>Settings <c>path=value</c> on top of the preset, in order; a value is YAML (<c>run.seeds=[0, 1]</c>).</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>
    /// Parameters that are to have several values: all combinations are planned as one graph, in which what they share stands once. A plan
    /// of this kind shows nothing in <c>latest</c>; each combination is remembered as a run of its own.
    /// </summary>
    public IReadOnlyList<Variation> Variations { get; init; } = [];

    /// <summary>
    /// Stages, instances or wildcards over instance names (<c>child[cnn,*</c>) to bring up to date, with all they need; empty means everything.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Runs the targets alone: what they need must be up to date already.</summary>
    public bool Only { get; init; }

    /// <summary>What to run even when it is up to date, named as targets are; <c>*</c> for everything selected.</summary>
    public IReadOnlyList<string> Force { get; init; } = [];

    /// <summary>Reads every file again rather than trusting sizes and times.</summary>
    public bool Rehash { get; init; }
}
