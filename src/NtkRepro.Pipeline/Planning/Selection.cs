namespace NtkRepro.Pipeline;

/// <summary>Finds the instances that names on the command line mean.</summary>
internal static class Selection
{
    /// <summary>One flag for each instance; an unknown name is a mistake, that of a stage without instances means none.</summary>
    public static bool[] Find(
        IReadOnlyList<StageDefinition> stages,
        IReadOnlyList<Instance> instances,
        IReadOnlyList<string> names,
        string option,
        MistakeList mistakes
    )
    {
        var selected = new bool[instances.Count];
        foreach (var name in names)
        {
            var isFound = stages.Any(s => s.Name == name);
            foreach (var instance in instances.Where(i => Matches(name, i)))
            {
                selected[instance.Index] = true;
                isFound = true;
            }

            if (!isFound)
            {
                var valid = name.Contains('[', StringComparison.Ordinal)
                    ? instances.Select(i => i.Label)
                    : stages.Select(s => s.Name);
                mistakes.AddUnknown(
                    new SourceLocation($"{option} {name}"),
                    $"no stage or instance is named '{name}'",
                    name,
                    [.. valid]
                );
            }
        }

        return selected;
    }

    /// <summary>The selected instances and all they read from, directly or not.</summary>
    public static bool[] WithProducers(IReadOnlyList<Instance> instances, bool[] selected)
    {
        var needed = (bool[])selected.Clone();
        for (var i = instances.Count - 1; i >= 0; i--)
        {
            if (needed[i])
            {
                foreach (var producer in instances[i].Producers)
                {
                    needed[producer.Index] = true;
                }
            }
        }

        return needed;
    }

    private static bool Matches(string name, Instance instance) =>
        name == instance.Stage.Name
        || name == instance.Name
        || name == instance.Label
        || (name.AsSpan().ContainsAny('*', '?') && Glob.SegmentMatches(name, instance.Name));
}
