using Nuke.Common.Reporting;

namespace Nuke.Common.Execution;

/// <summary>Runs the targets of the plan, one after the other, and keeps their states.</summary>
/// <param name="plan">The targets in order.</param>
/// <param name="isInterrupted">Whether somebody asked the build to stop.</param>
internal sealed class BuildExecutor(IReadOnlyList<ExecutableTarget> plan, Func<bool> isInterrupted)
{
    /// <summary>Marks the targets that the command line wants skipped; an empty list means every one that was not asked for.</summary>
    public void MarkSkipped(IReadOnlyList<ExecutableTarget> targets)
    {
        var namesNone = plan.All(x => !x.IsInvoked);
        foreach (var target in plan)
            if (targets.Contains(target) || (targets.Count == 0 && !(namesNone && target.IsDefault)))
                MarkSkipped(target, "via parameter");
    }

    /// <summary>Runs what is scheduled. After a failure or an interruption the rest ends as not run.</summary>
    public void Execute()
    {
        foreach (var target in plan)
        {
            Execute(target);
            if (isInterrupted() || target.Status == ExecutionStatus.Failed)
                break;
        }

        foreach (var target in plan.Where(x => x.Status == ExecutionStatus.Scheduled))
            target.Status = ExecutionStatus.NotRun;
    }

    private void Execute(ExecutableTarget target)
    {
        try
        {
            if (target.Status == ExecutionStatus.Skipped || IsStopped(target))
            {
                target.Status = ExecutionStatus.Skipped;
                return;
            }

            if (target.Actions.Count == 0)
            {
                target.Status = ExecutionStatus.Collective;
                return;
            }

            BuildReport.WriteHeading(target.Name);
            target.Status = ExecutionStatus.Running;
            target.Stopwatch.Start();
            foreach (var action in target.Actions)
                action();
            target.Status = ExecutionStatus.Succeeded;
        }
        catch (Exception exception)
        {
            Fail(target, exception);
        }
        finally
        {
            target.Stopwatch.Stop();
        }
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        if (isInterrupted() && exception.GetBaseException() is OperationCanceledException)
        {
            target.Status = ExecutionStatus.Aborted;
            return;
        }

        target.Status = ExecutionStatus.Failed;
        target.Information = $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].Trim()}";
        var details = NukeBuild.Verbosity == Verbosity.Verbose ? Environment.NewLine + exception : "";
        BuildLog.Write(
            LogLevel.Error,
            $"Target {target.Name} failed: {exception.Message.TrimEnd()}{details}",
            isRemembered: false
        );
    }

    private static bool IsStopped(ExecutableTarget target)
    {
        var violated = new List<string>();
        foreach (var (text, holds) in target.Conditions)
            if (!holds())
                violated.Add(text);
        if (violated.Count > 0)
            target.Information = "OnlyWhen: " + string.Join(" && ", violated);
        return violated.Count > 0;
    }

    // A target that was asked for by name is not skipped, but what it needs is.
    private void MarkSkipped(ExecutableTarget target, string reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;
        if (!target.IsInvoked)
        {
            target.Status = ExecutionStatus.Skipped;
            target.Information = "Skipped: " + reason;
        }

        foreach (var dependency in target.Dependencies.Where(x => !IsNeeded(x, target)))
            MarkSkipped(dependency, $"because of {target.Name}");
    }

    private bool IsNeeded(ExecutableTarget dependency, ExecutableTarget except) =>
        plan.Any(x => x != except && x.Status == ExecutionStatus.Scheduled && x.Dependencies.Contains(dependency));
}
