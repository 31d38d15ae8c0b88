namespace NtkRepro.Pipeline;

/// <summary>What a run would do with an instance.</summary>
public enum PlanState
{
    /// <summary>Its result is in the store, whole.</summary>
    UpToDate,

    /// <summary>Its result is missing or damaged, or it is forced.</summary>
    WillRun,

    /// <summary>Something it reads from will run first; whether it must run itself depends on what that gives.</summary>
    MayRun,

    /// <summary>It cannot run.</summary>
    Blocked,
}

/// <summary>An instance with its state and the reasons for it.</summary>
public sealed class PlannedInstance
{
    internal const string AfterWord = "after ";

    internal PlannedInstance(Instance instance, CodeListing code, ResolvedParameters resolved) =>
        (Instance, Listing, Resolved) = (instance, code, resolved);

    /// <summary>The instance's name, <c>child[cnn,s0,t1]</c>; in a sweep with the values that it depends on, <c>child[cnn,s0,t1]{rate=0.1}</c>.</summary>
    public string Name => Instance.Label;

    /// <summary>The stage's name.</summary>
    public string Stage => Instance.Stage.Name;

    /// <summary>Axis to canonical value.</summary>
    public IReadOnlyDictionary<string, string> Axes => Instance.Axes;

    /// <summary>The files that count as its code, relative to the definition's folder, each with its hash.</summary>
    public IReadOnlyDictionary<string, string> Code => Listing.Files;

    /// <summary>What a run would do.</summary>
    public PlanState State { get; internal set; }

    /// <summary>Why, one reason each; empty when up to date.</summary>
    public IReadOnlyList<string> Reasons { get; internal set; } = [];

    /// <summary>The key, when everything it reads is known.</summary>
    public string? Key { get; internal set; }

    /// <summary>
    /// Seconds that it took for as much work; else what its work takes at the rate of what was timed, or others of its stage took on
    /// average. Null where nothing says it.
    /// </summary>
    public double? ExpectedSeconds { get; internal set; }

    /// <summary>Its work, in units of <see cref="PipelineOptions.Work"/>; null where that is not measured.</summary>
    public double? Work { get; internal init; }

    /// <summary>False for what is only needed by a target and must not run itself.</summary>
    public bool IsSelected { get; internal init; } = true;

    internal Instance Instance { get; }

    internal CodeListing Listing { get; }

    /// <summary>The parameters of the run, or of the combination of a sweep, that it is of.</summary>
    internal ResolvedParameters Resolved { get; }

    internal Manifest? Manifest { get; set; }

    /// <summary>Seconds that it took for as much work; null where it never had that.</summary>
    internal double? Seconds { get; set; }

    internal TimingSource Timing { get; set; }

    /// <summary>The producers that must run first.</summary>
    internal IReadOnlyList<PlannedInstance> After { get; set; } = [];

    internal bool IsForced { get; init; }

    /// <summary><c>WillRun metrics[cnn]</c></summary>
    public override string ToString() => $"{State} {Name}";
}
