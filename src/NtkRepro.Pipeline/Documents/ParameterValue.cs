namespace NtkRepro.Pipeline;

/// <summary>A parameter of a run, with its effective value.</summary>
/// <param name="Path">Its path, <c>training.epochs</c>.</param>
/// <param name="Json">Its value as canonical JSON.</param>
/// <param name="Help">What it means, or null.</param>
/// <param name="Unit">Its unit, or null.</param>
public sealed record ParameterValue(string Path, string Json, string? Help, string? Unit)
{
    /// <summary>The parameters that a plan's results depend on: those in some instance's key, and those that its axes
    /// take values from or that its code patterns name.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Them by path, in ordinal order; what the plan does not use, such as other networks, is left out.</returns>
    public static IReadOnlyList<ParameterValue> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in plan.Instances.Select(i => i.Instance.Parameters).Distinct())
        {
            foreach (var (path, json) in set.Leaves)
            {
                leaves[path] = json;
            }
        }

        var ofCode = plan
            .Instances.Select(i => i.Instance.Code)
            .Distinct()
            .SelectMany(c => c.Parameters)
            .SelectMany(p => p.Leaves());
        foreach (var (path, json) in plan.Instances.SelectMany(i => OfAxes(plan, i.Instance)).Concat(ofCode))
        {
            leaves[path] = json;
        }

        var entries = ParameterEntry.Of((RecordSchema)plan.Resolved.Root.Schema);
        return [.. leaves.Select(l => Described(l.Key, l.Value, entries))];
    }

    private static IEnumerable<KeyValuePair<string, string>> OfAxes(Plan plan, Instance instance) =>
        instance
            .Stage.Foreach.SelectMany(a => a.Sources)
            .Select(s =>
                s.Names.Aggregate(
                    (BoundValue?)plan.Resolved.Root,
                    (value, name) => value?.Part(name.Substitute(axis => instance.Axes[axis]))
                )
            )
            .SelectMany(value => value?.Leaves() ?? []);

    private static ParameterValue Described(string path, string json, IReadOnlyList<ParameterEntry> entries)
    {
        var names = path.Split('.');
        var entry = entries.FirstOrDefault(e => Matches(e.Path.Split('.'), names));
        return new ParameterValue(path, json, entry?.Property.Help, entry?.Unit);
    }

    private static bool Matches(string[] pattern, string[] names) =>
        pattern.Length == names.Length
        && pattern.Zip(names).All(p => p.First == p.Second || p.First == ParameterEntry.AnyName);
}
