namespace Nuke.Common.Execution;

/// <summary>Runs the targets of a plan, one after the other.</summary>
internal static class BuildExecutor
{
    /// <summary>Marks the targets that are to be skipped; an empty list means every one that was not asked for.</summary>
    public static void MarkSkipped(IReadOnlyList<ExecutableTarget> plan, IReadOnlyList<string>? names)
    {
        if (names is null)
            return;
        foreach (var target in plan.Where(x => names.Count == 0 || names.Any(name => Arguments.Same(x.Name, name))))
            MarkSkipped(plan, target);
    }

    /// <summary>Runs what is not skipped; an exception ends it.</summary>
    public static void Execute(IReadOnlyList<ExecutableTarget> plan)
    {
        foreach (var action in plan.Where(target => !target.IsSkipped).SelectMany(target => target.Actions))
            action();
    }

    // A target that was asked for by name is not skipped, but what it needs is.
    private static void MarkSkipped(IReadOnlyList<ExecutableTarget> plan, ExecutableTarget target)
    {
        if (target.IsSkipped)
            return;
        target.IsSkipped = !target.IsInvoked;
        foreach (var dependency in target.Dependencies.Where(x => !IsNeeded(plan, x, target)))
            MarkSkipped(plan, dependency);
    }

    private static bool IsNeeded(
        IReadOnlyList<ExecutableTarget> plan,
        ExecutableTarget dependency,
        ExecutableTarget except
    ) => plan.Any(x => x != except && !x.IsSkipped && x.Dependencies.Contains(dependency));
}
