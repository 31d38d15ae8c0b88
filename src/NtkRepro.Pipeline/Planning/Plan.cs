namespace NtkRepro.Pipeline;

/// <summary>What a run would do, and why. Made without changing anything but the cache of hashes.</summary>
public sealed class Plan
{
    private readonly PlannedInstance?[] _byIndex;
    private readonly IReadOnlySet<string> _wholeStages;

    internal Plan(
        PipelineDefinition definition,
        PlanRequest request,
        ResolvedParameters resolved,
        string engine,
        PlannedInstance?[] byIndex,
        IReadOnlyDictionary<string, IReadOnlyList<string>> code,
        IReadOnlySet<string> wholeStages
    )
    {
        (Definition, Request, Resolved, Engine, Code) = (definition, request, resolved, engine, code);
        (_byIndex, _wholeStages) = (byIndex, wholeStages);
        Instances = [.. byIndex.Where(i => i is not null)!];
    }

    /// <summary>The definition that was planned.</summary>
    public PipelineDefinition Definition { get; }

    /// <summary>What was asked for.</summary>
    public PlanRequest Request { get; }

    /// <summary>The preset in use; null when the file has no default one and none was named.</summary>
    public string? Preset => Resolved.Preset;

    /// <summary>The resolved parameters, of the type the engine was loaded with.</summary>
    public object Parameters => Resolved.Root.Value!;

    /// <summary>The computing engine's name, version and variant: part of every key.</summary>
    public string Engine { get; }

    /// <summary>All planned instances; each comes after those it reads from.</summary>
    public IReadOnlyList<PlannedInstance> Instances { get; private init; }

    /// <summary>The combinations of a sweep, each with its part of the plan; empty for a run.</summary>
    public IReadOnlyList<SweepMember> Members { get; private init; } = [];

    /// <summary>Whether nothing would run.</summary>
    public bool IsUpToDate => Instances.All(i => i.State == PlanState.UpToDate);

    /// <summary>The expected seconds of all that will or may run, one after the other; instances without an estimate count as nothing.</summary>
    public double ExpectedSeconds =>
        Instances.Where(i => i.State is PlanState.WillRun or PlanState.MayRun).Sum(i => i.ExpectedSeconds ?? 0);

    /// <summary>How many of those have no estimate, because no instance of their stage ever ran.</summary>
    public int WithoutEstimate =>
        Instances.Count(i => i is { State: PlanState.WillRun or PlanState.MayRun, ExpectedSeconds: null });

    /// <summary>How long what will or may run takes, side by side; null where nothing is to run.</summary>
    /// <param name="jobs">How many instances run at once.</param>
    public TimeLeft? Time(int jobs) => new RunProgress(this, Math.Max(1, jobs), TimeProvider.System).Remaining();

    internal WorkMeasure? Measure { get; init; }

    internal ResolvedParameters Resolved { get; }

    /// <summary>The distinct hashes of the code of each stage's instances, planned or not, in order.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Code { get; }

    /// <summary>The resolved parameters.</summary>
    /// <typeparam name="T">The type the engine was loaded with.</typeparam>
    public T ParametersAs<T>() => (T)Parameters;

    /// <summary>How many instances are in a state.</summary>
    /// <param name="state">The state.</param>
    public int Count(PlanState state) => Instances.Count(i => i.State == state);

    /// <summary>The number of all instances, planned or not.</summary>
    internal int Size => _byIndex.Length;

    /// <summary>Whether all instances of a stage are planned, rather than some targets.</summary>
    internal bool IsWhole(string stage) => _wholeStages.Contains(stage);

    /// <summary>This plan cut down to one instance, which runs only if everything it reads from is in the store.</summary>
    internal Plan Alone(PlannedInstance planned)
    {
        var missing = planned
            .Instance.Producers.Select(Of)
            .Where(p => p.State != PlanState.UpToDate)
            .Select(p => $"{p.Name} ({string.Join("; ", p.Reasons.DefaultIfEmpty("no result"))})")
            .ToList();
        var alone = new PlannedInstance(planned.Instance, planned.Listing, planned.Resolved)
        {
            State = missing.Count > 0 ? PlanState.Blocked : planned.State,
            Reasons =
                missing.Count > 0
                    ? [$"its inputs are not in the store: {string.Join(", ", missing)}"]
                    : planned.Reasons,
            Key = planned.Key,
            ExpectedSeconds = planned.ExpectedSeconds,
            Work = planned.Work,
            IsForced = planned.IsForced,
            Manifest = planned.Manifest,
        };
        var byIndex = new PlannedInstance?[_byIndex.Length];
        byIndex[planned.Instance.Index] = alone;
        foreach (var producer in planned.Instance.Producers)
        {
            byIndex[producer.Index] = Of(producer);
        }

        return new Plan(
            Definition,
            Request,
            Resolved,
            Engine,
            byIndex,
            Code,
            new HashSet<string>(StringComparer.Ordinal)
        )
        {
            Instances = [alone],
            IsAlone = true,
            Measure = Measure,
        };
    }

    /// <summary>Whether this is <see cref="Alone"/>'s plan: nothing is published after it.</summary>
    internal bool IsAlone { get; private init; }

    /// <summary>This plan of several combinations, with the part of each.</summary>
    /// <param name="expansions">The combinations.</param>
    /// <param name="members">The instances of each.</param>
    internal Plan WithMembers(IReadOnlyList<Expansion> expansions, IReadOnlyList<IReadOnlyList<Instance>> members) =>
        new(Definition, Request, Resolved, Engine, _byIndex, Code, _wholeStages)
        {
            Measure = Measure,
            Members =
            [
                .. expansions.Zip(members).Select(m => new SweepMember(m.First.Settings, Part(m.First, m.Second))),
            ],
        };

    private Plan Part(Expansion expansion, IReadOnlyList<Instance> instances) =>
        new(
            Definition,
            Request with
            {
                Sets = [.. Request.Sets, .. expansion.Settings.Select(s => $"{s.Key}={s.Value}")],
                Variations = [],
            },
            expansion.Resolved,
            Engine,
            _byIndex,
            Code,
            _wholeStages
        )
        {
            Measure = Measure,
            Instances = [.. instances.Select(i => _byIndex[i.Index]).OfType<PlannedInstance>()],
        };

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    internal PlannedInstance Planned(string name) =>
        Instances.FirstOrDefault(i => i.Name == name)
        ?? throw new ArgumentException(
            $"the plan has no instance '{name}'" + Suggestion.For(name, [.. Instances.Select(i => i.Name)]),
            nameof(name)
        );

    internal PlannedInstance Of(Instance instance) => _byIndex[instance.Index]!;
}

/// <summary>One combination of a sweep.</summary>
/// <param name="Settings">The parameters that vary, each with its value as it was given.</param>
/// <param name="Plan">Its part of the plan, with its own parameters.</param>
public sealed record SweepMember(IReadOnlyList<KeyValuePair<string, string>> Settings, Plan Plan);
