namespace NtkRepro.Pipeline;

/// <summary>
/// Decides for each instance whether its result is in the store. An input's hash is known only after its producer ran, so a key is
/// known only where all producers are up to date; everything behind them may or may not have to run.
/// </summary>
internal sealed class Planner
{
    private readonly IReadOnlyList<CodeListing> _code;
    private readonly string _engine;
    private readonly EngineParts _parts;
    private readonly bool _rehash;
    private readonly PlannedInstance?[] _planned;
    private readonly IReadOnlyList<Expansion> _sources;
    private readonly Explainer _explainer;

    private Planner(
        IReadOnlyList<CodeListing> code,
        string engine,
        EngineParts parts,
        bool rehash,
        IReadOnlyList<Expansion> sources
    )
    {
        (_code, _engine, _parts, _rehash, _sources) = (code, engine, parts, rehash, sources);
        _planned = new PlannedInstance?[code.Count];
        _explainer = new Explainer(parts.Store, parts.LastRuns);
    }

    /// <exception cref="DefinitionException">The request or the definition under it holds mistakes.</exception>
    public static Plan Plan(PipelineDefinition definition, RecordSchema schema, PlanRequest request, EngineParts parts)
    {
        var mistakes = new MistakeList(definition.Source);
        var expansions = new List<Expansion>();
        var engines = new List<string>();
        foreach (var settings in Variation.Combine(request.Variations))
        {
            expansions.Add(Expand(definition, schema, request, settings, parts, mistakes, engines));
            mistakes.ThrowIfAny();
        }

        CheckApart(expansions, engines, request);
        var (engine, resolved) = (engines[0], expansions[0].Resolved);
        var union = Union.Of(definition, expansions);
        var instances = union.Instances;
        var files = new CodeFiles(parts.Options.Root!);
        files.Check(definition.Stages, mistakes);
        files.Check(instances, mistakes);
        var selected =
            request.Targets.Count == 0
                ? [.. instances.Select(_ => true)]
                : Selection.Find(definition.Stages, instances, request.Targets, "target", mistakes);
        var forced = Selection.Find(definition.Stages, instances, request.Force, "force", mistakes);
        mistakes.ThrowIfAny();

        var needed = Selection.WithProducers(instances, selected);
        var code = new CodeHasher(files, parts.Hashes, parts.TokenHashes).Of(instances);
        var planner = new Planner(code, engine, parts, request.Rehash, union.Sources);
        foreach (var stage in instances.Where(i => needed[i.Index]).GroupBy(i => i.Stage))
        {
            // Instances of one stage do not read from each other, and all producers stand in earlier stages.
            AllCores.For(stage.ToList(), i => planner.Add(i, selected[i.Index] || !request.Only, forced[i.Index]));
        }

        Estimator.Estimate([.. planner._planned.OfType<PlannedInstance>()], parts.LastRuns, parts.Options.Work);
        parts.Hashes.Save();
        parts.TokenHashes.Save();
        var partial = instances
            .Where(i => !needed[i.Index])
            .Select(i => i.Stage.Name)
            .ToHashSet(StringComparer.Ordinal);
        var whole = definition
            .Stages.Select(s => s.Name)
            .Where(s => !partial.Contains(s))
            .ToHashSet(StringComparer.Ordinal);
        var plan = new Plan(definition, request, resolved, engine, planner._planned, CodeOf(instances, code), whole)
        {
            Measure = parts.Options.Work,
        };
        return request.Variations.Count > 0 ? plan.WithMembers(expansions, union.Members) : plan;
    }

    /// <summary>One combination of values; incomplete where mistakes were added.</summary>
    private static Expansion Expand(
        PipelineDefinition definition,
        RecordSchema schema,
        PlanRequest request,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        EngineParts parts,
        MistakeList mistakes,
        List<string> engines
    )
    {
        string[] sets = [.. request.Sets, .. settings.Select(s => $"{s.Key}={s.Value}")];
        var resolved = ResolvedParameters.Resolve(definition, schema, request.Preset, sets, mistakes);
        mistakes.ThrowIfAny();
        ParameterCheck.Run(parts.Options.Check, resolved!, mistakes);
        engines.Add(EngineOf(resolved!, parts.Options, mistakes));
        resolved = ParameterCompletion.Complete(
            resolved!,
            parts,
            mistakes,
            more => ResolvedParameters.Resolve(definition, schema, request.Preset, [.. sets, .. more], mistakes)
        );
        return new Expansion(settings, resolved, Expander.Expand(definition, resolved, mistakes));
    }

    /// <summary>Refuses combinations that are one, and such as one process cannot compute.</summary>
    private static void CheckApart(List<Expansion> expansions, List<string> engines, PlanRequest request)
    {
        static string Text(Expansion e) => string.Join(", ", e.Settings.Select(s => $"{s.Key}={s.Value}"));
        var sweep = string.Join(' ', request.Variations.Select(v => $"--set {v}"));
        if (engines.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new DefinitionException(
                $"{sweep}: a sweep computes with one engine, and this asks for {string.Join(" and ", engines.Distinct(StringComparer.Ordinal))}; run each by itself"
            );
        }

        var same = expansions
            .GroupBy(e => string.Join('\n', e.Resolved.Root.Leaves().Select(l => $"{l.Key}={l.Value}")))
            .FirstOrDefault(g => g.Count() > 1);
        if (same is not null)
        {
            throw new DefinitionException($"{sweep}: {string.Join(" and ", same.Select(Text))} are the same");
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> CodeOf(
        IReadOnlyList<Instance> instances,
        IReadOnlyList<CodeListing> code
    ) =>
        instances
            .GroupBy(i => i.Stage.Name, i => code[i.Index].Sha256, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                IReadOnlyList<string> (g) => [.. g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                StringComparer.Ordinal
            );

    // The engine's name, version and variant: part of every key.
    private static string EngineOf(ResolvedParameters resolved, PipelineOptions options, MistakeList mistakes)
    {
        try
        {
            return options.EngineVariant(resolved.Root.Value!) is { } variant
                ? $"{options.Engine} {variant}"
                : options.Engine;
        }
        catch (ParameterException refusal)
        {
            mistakes.Add(resolved.Find(refusal.Path)!.Location, refusal.Message);
            return options.Engine;
        }
    }

    private void Add(Instance instance, bool isSelected, bool isForced)
    {
        var planned = new PlannedInstance(instance, _code[instance.Index], _sources[instance.Index].Resolved)
        {
            IsSelected = isSelected,
            IsForced = isForced && isSelected,
            Work = _parts.Options.Work?.Of(new WorkQuery(instance, _sources[instance.Index].Resolved.Root.Value!)),
        };
        _planned[instance.Index] = planned;
        Decide(planned);
        if (!isSelected && planned.State != PlanState.UpToDate)
        {
            planned.State = PlanState.Blocked;
            planned.Reasons = ["not up to date, and not among the targets", .. planned.Reasons];
        }
    }

    private void Decide(PlannedInstance planned)
    {
        var instance = planned.Instance;
        if (FirstProducer(instance, PlanState.Blocked) is { } blocked)
        {
            Set(planned, PlanState.Blocked, [$"needs {blocked.Name}, which cannot run"]);
            return;
        }

        var code = planned.Listing;
        if (instance.Producers.Any(p => _planned[p.Index]!.State != PlanState.UpToDate))
        {
            planned.After =
            [
                .. instance.Producers.Select(p => _planned[p.Index]!).Where(p => p.State != PlanState.UpToDate),
            ];
            var known = _explainer.WithoutInputs(planned, _engine);
            planned.Seconds = known.Seconds;
            Set(
                planned,
                planned.IsForced ? PlanState.WillRun : PlanState.MayRun,
                [.. planned.IsForced ? ["forced"] : known.Reasons, WaitsFor(planned)]
            );
            return;
        }

        var inputs = InputFiles.Hashes(instance, p => _planned[p.Index]!.Manifest!, out var problem);
        if (inputs is null)
        {
            Set(planned, PlanState.Blocked, [problem!]);
            return;
        }

        var record = KeyRecord.Write(instance, inputs, code.Sha256, _engine);
        planned.Key = KeyRecord.Hash(record);
        var (manifest, damage) = _parts.Store.Find(planned.Key, _rehash);
        planned.Manifest = manifest;
        planned.Seconds = manifest?.Seconds;
        if (damage is not null)
        {
            Set(planned, PlanState.WillRun, [$"damaged: {damage}"]);
        }
        else if (manifest is null)
        {
            var known = _explainer.Explain(planned, record, planned.Key);
            planned.Seconds = known.Seconds;
            Set(planned, PlanState.WillRun, known.Reasons);
        }
        else if (planned.IsForced)
        {
            Set(planned, PlanState.WillRun, ["forced"]);
        }
    }

    private static string WaitsFor(PlannedInstance planned)
    {
        var names = planned.After.Take(3).Select(p => p.Name);
        return $"{PlannedInstance.AfterWord}{string.Join(", ", names)}{(planned.After.Count > 3 ? ", …" : "")}";
    }

    private PlannedInstance? FirstProducer(Instance instance, PlanState state) =>
        instance.Producers.Select(p => _planned[p.Index]!).FirstOrDefault(p => p.State == state);

    private static void Set(PlannedInstance planned, PlanState state, IReadOnlyList<string> reasons)
    {
        planned.State = state;
        planned.Reasons = reasons;
    }
}
