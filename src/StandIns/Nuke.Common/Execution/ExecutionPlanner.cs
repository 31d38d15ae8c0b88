namespace Nuke.Common.Execution;

/// <summary>Chooses the targets to run and puts them in order; pure.</summary>
internal static class ExecutionPlanner
{
    /// <summary>
    /// Returns the named targets, or the default ones if <paramref name="invoked"/> is null, with everything that they depend on,
    /// each after all that must precede it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The targets' dependencies hold a cycle.</exception>
    public static IReadOnlyList<ExecutableTarget> GetExecutionPlan(
        IReadOnlyList<ExecutableTarget> targets,
        IReadOnlyCollection<ExecutableTarget>? invoked
    )
    {
        if (FindCycle(targets) is { } cycle)
            throw new InvalidOperationException($"Circular dependencies between targets: {string.Join(" -> ", cycle)}");

        var chosen = new HashSet<ExecutableTarget>();
        var open = new Queue<ExecutableTarget>(invoked ?? targets.Where(x => x.IsDefault));
        while (open.TryDequeue(out var target))
        {
            if (!chosen.Add(target))
                continue;
            foreach (var next in target.Dependencies)
                open.Enqueue(next);
        }

        return [.. Order(targets).Where(chosen.Contains)];
    }

    // From the last to the first: of the targets that no remaining one needs, the first declared comes last. Ties therefore fall as
    // they do upstream.
    private static List<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> targets)
    {
        var remaining = targets.ToList();
        var ordered = new List<ExecutableTarget>();
        while (remaining.Count > 0)
        {
            var needed = remaining.SelectMany(x => x.Dependencies).ToHashSet();
            var last = remaining.First(x => !needed.Contains(x));
            remaining.Remove(last);
            ordered.Add(last);
        }

        ordered.Reverse();
        return ordered;
    }

    private static IEnumerable<string>? FindCycle(IReadOnlyList<ExecutableTarget> targets)
    {
        var done = new HashSet<ExecutableTarget>();
        var path = new List<ExecutableTarget>();
        return targets.Select(Visit).FirstOrDefault(x => x != null);

        IEnumerable<string>? Visit(ExecutableTarget target)
        {
            var start = path.IndexOf(target);
            if (start >= 0)
                return path.Skip(start).Append(target).Select(x => x.Name).ToList();
            if (done.Contains(target))
                return null;

            path.Add(target);
            var cycle = target.Dependencies.Select(Visit).FirstOrDefault(x => x != null);
            path.RemoveAt(path.Count - 1);
            done.Add(target);
            return cycle;
        }
    }
}
