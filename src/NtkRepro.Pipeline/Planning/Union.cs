namespace NtkRepro.Pipeline;

/// <summary>The parameters of one combination of a sweep, and the instances that they make.</summary>
internal sealed record Expansion(
    IReadOnlyList<KeyValuePair<string, string>> Settings,
    ResolvedParameters Resolved,
    IReadOnlyList<Instance> Instances
);

/// <summary>
/// The instances of several combinations as one graph: those of one stage with the same name, parameters and code, which read from the same,
/// are one. Keys do not depend on it: only the labels, by which people and jobs tell instances apart, say of which combination one is.
/// </summary>
internal sealed class Union
{
    private readonly IReadOnlyList<Expansion> _expansions;
    private readonly List<Joined> _joined = [];

    private Union(IReadOnlyList<Expansion> expansions) => _expansions = expansions;

    /// <summary>The instances of all, producers first.</summary>
    public IReadOnlyList<Instance> Instances { get; private set; } = [];

    /// <summary>For each combination, its instances among them, in the order of its own plan.</summary>
    public IReadOnlyList<IReadOnlyList<Instance>> Members { get; private set; } = [];

    /// <summary>By index of an instance: the first combination that has it.</summary>
    public IReadOnlyList<Expansion> Sources { get; private set; } = [];

    /// <summary>Joins combinations; one alone stays what it is.</summary>
    public static Union Of(PipelineDefinition definition, IReadOnlyList<Expansion> expansions)
    {
        var union = new Union(expansions);
        if (expansions is [var one])
        {
            union.Instances = one.Instances;
            union.Members = [one.Instances];
            union.Sources = [.. one.Instances.Select(_ => one)];
            return union;
        }

        union.Join(definition);
        return union;
    }

    private void Join(PipelineDefinition definition)
    {
        var known = new Dictionary<string, Joined>(StringComparer.Ordinal);
        var of = _expansions.Select(e => new Joined[e.Instances.Count]).ToList();
        // Stage by stage: producers stand in earlier ones.
        foreach (var stage in definition.Stages)
        {
            foreach (var (member, expansion) in _expansions.Index())
            {
                foreach (var instance in expansion.Instances.Where(i => i.Stage == stage))
                {
                    var identity = Identity(instance, of[member]);
                    if (!known.TryGetValue(identity, out var joined))
                    {
                        joined = new Joined(instance, _joined.Count, of[member]);
                        known.Add(identity, joined);
                        _joined.Add(joined);
                    }

                    joined.Members.Add(member);
                    of[member][instance.Index] = joined;
                }
            }
        }

        Label();
        var made = new List<Instance>(_joined.Count);
        foreach (var joined in _joined)
        {
            made.Add(joined.Make(made));
        }

        Instances = made;
        Members = [.. of.Select(joined => (IReadOnlyList<Instance>)[.. joined.Select(j => made[j.Index])])];
        Sources = [.. _joined.Select(j => _expansions[j.Members[0]])];
    }

    private static string Identity(Instance instance, Joined[] producers) =>
        string.Join(
            '\n',
            [
                instance.Name,
                instance.Parameters.Json,
                .. instance.Code.Globs.Select(g => g.Text),
                .. instance.Inputs.Select(i =>
                    $"{i.Path.Text} {string.Join(' ', i.Producers.Select(p => producers[p.Index].Index))}"
                ),
            ]
        );

    /// <summary>Names of several instances get the values of the parameters that they depend on.</summary>
    private void Label()
    {
        foreach (var same in _joined.GroupBy(j => j.Instance.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            foreach (var joined in same)
            {
                joined.Label = $"{same.Key}{{{string.Join(',', Values(joined))}}}";
            }

            // Values that do not tell them apart: where few combinations share what most do not.
            foreach (var clash in same.GroupBy(j => j.Label, StringComparer.Ordinal).Where(g => g.Count() > 1))
            {
                foreach (var (i, joined) in clash.Index())
                {
                    joined.Label += $"#{i + 1}";
                }
            }
        }
    }

    private IEnumerable<string> Values(Joined joined)
    {
        for (var i = 0; i < _expansions[0].Settings.Count; i++)
        {
            var all = _expansions.Select(e => e.Settings[i].Value).Distinct(StringComparer.Ordinal).Count();
            var own = joined
                .Members.Select(m => _expansions[m].Settings[i].Value)
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (own.Count < all)
            {
                yield return $"{_expansions[0].Settings[i].Key}={string.Join('|', own)}";
            }
        }
    }

    private sealed class Joined(Instance instance, int index, Joined[] producers)
    {
        public Instance Instance => instance;

        public int Index => index;

        public List<int> Members { get; } = [];

        public string Label { get; set; } = instance.Name;

        /// <summary>The instance in the union, whose producers are there already.</summary>
        public Instance Make(List<Instance> made) =>
            new()
            {
                Stage = instance.Stage,
                Index = index,
                Values = instance.Values,
                Name = instance.Name,
                Label = Label,
                Parameters = instance.Parameters,
                Code = instance.Code,
                Inputs =
                [
                    .. instance.Inputs.Select(i =>
                        i with
                        {
                            Producers = [.. i.Producers.Select(p => made[producers[p.Index].Index])],
                        }
                    ),
                ],
            };
    }
}
