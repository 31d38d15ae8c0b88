namespace NtkRepro.Pipeline;

/// <summary>The graph of stages: who reads from whom.</summary>
internal static class StageGraph
{
    public static void CheckReferences(IReadOnlyList<StageDefinition> stages, MistakeList mistakes)
    {
        var names = stages.Select(s => s.Name).ToList();
        foreach (var stage in stages)
        {
            foreach (var input in stage.InputReferences.Where(i => !names.Contains(i.Stage, StringComparer.Ordinal)))
            {
                mistakes.AddUnknown(
                    input.Location,
                    $"input '{input.Text}' of stage '{stage.Name}': unknown stage '{input.Stage}'",
                    input.Stage,
                    names
                );
            }
        }
    }

    /// <summary>The stages with producers first, otherwise in the order of the file; a cycle is a mistake and leaves the order as it is.</summary>
    public static IReadOnlyList<StageDefinition> Sort(IReadOnlyList<StageDefinition> stages, MistakeList mistakes)
    {
        var byName = stages.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var sorted = new List<StageDefinition>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        var isCyclic = false;

        // Depth is the number of stages, which a person wrote.
        void Visit(StageDefinition stage)
        {
            path.Add(stage.Name);
            foreach (var input in stage.InputReferences)
            {
                var start = path.IndexOf(input.Stage);
                if (start >= 0)
                {
                    isCyclic = true;
                    mistakes.Add(input.Location, $"cycle: {string.Join(" -> ", Rotate(path[start..]))}");
                }
                else if (!done.Contains(input.Stage) && byName.TryGetValue(input.Stage, out var producer))
                {
                    Visit(producer);
                }
            }

            path.RemoveAt(path.Count - 1);
            if (done.Add(stage.Name))
            {
                sorted.Add(stage);
            }
        }

        foreach (var stage in stages.Where(s => !done.Contains(s.Name)))
        {
            Visit(stage);
        }

        return isCyclic ? stages : sorted;
    }

    /// <summary>A path from consumer to producer, turned into the direction of the data and closed: a -> b -> a.</summary>
    private static IEnumerable<string> Rotate(List<string> consumersFirst)
    {
        var first = consumersFirst[0];
        return consumersFirst.Skip(1).Reverse().Prepend(first).Append(first);
    }
}
