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
        foreach (var target in plan.Where(target => target.Status != ExecutionStatus.Skipped))
            Execute(target);
    }

    private static void Execute(ExecutableTarget target)
    {
        if (target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
            return;
        }

        target.Status = ExecutionStatus.Running;
        target.Stopwatch.Start();
        try
        {
            foreach (var action in target.Actions)
                action();
            target.Status = ExecutionStatus.Succeeded;
        }
        catch
        {
            target.Status = ExecutionStatus.Failed;
            throw;
        }
        finally
        {
            target.Stopwatch.Stop();
        }
    }

    // A target that was asked for by name is not skipped, but what it needs is.
    private static void MarkSkipped(IReadOnlyList<ExecutableTarget> plan, ExecutableTarget target)
    {
        if (target.Status == ExecutionStatus.Skipped)
            return;
        if (!target.IsInvoked)
            target.Status = ExecutionStatus.Skipped;
        foreach (var dependency in target.Dependencies.Where(x => !IsNeeded(plan, x, target)))
            MarkSkipped(plan, dependency);
    }

    private static bool IsNeeded(
        IReadOnlyList<ExecutableTarget> plan,
        ExecutableTarget dependency,
        ExecutableTarget except
    ) => plan.Any(x => x != except && x.Status != ExecutionStatus.Skipped && x.Dependencies.Contains(dependency));
}
