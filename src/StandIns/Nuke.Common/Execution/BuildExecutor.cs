using Nuke.Common.Reporting;
using Serilog;
using Serilog.Events;

namespace Nuke.Common.Execution;

/// <summary>Runs the targets of the plan, one after the other, and keeps their states.</summary>
/// <param name="build">The build, with its plan.</param>
/// <param name="skipped">Targets to skip; empty means every one that was not asked for, null none.</param>
/// <param name="isInterrupted">Whether somebody asked the build to stop.</param>
internal sealed class BuildExecutor(NukeBuild build, IReadOnlyList<ExecutableTarget>? skipped, Func<bool> isInterrupted)
{
    private readonly List<LogEvent> _failures = [];

    /// <summary>The log events by which this class itself reported failed targets.</summary>
    public IReadOnlyList<LogEvent> Failures => _failures;

    /// <summary>Marks the targets that the command line wants skipped.</summary>
    public void MarkSkipped()
    {
        if (skipped is null)
            return;
        var namesNone = build.ExecutionPlan.All(x => !x.Invoked);
        foreach (var target in build.ExecutionPlan)
            if (skipped.Contains(target) || (skipped.Count == 0 && !(namesNone && target.IsDefault)))
                MarkSkipped(target, "via parameter");
    }

    /// <summary>Marks the targets whose static conditions do not hold.</summary>
    public void CheckStaticConditions()
    {
        foreach (var target in build.ExecutionPlan)
            Violates(target, target.StaticConditions);
    }

    /// <summary>Runs what is scheduled. After a failure or an interruption only assured targets run; the others end as not run.</summary>
    public void Execute()
    {
        var stopped = false;
        foreach (var target in build.ExecutionPlan)
        {
            if (stopped && !target.AssuredAfterFailure)
            {
                if (target.Status == ExecutionStatus.Scheduled)
                    target.Status = ExecutionStatus.NotRun;
                continue;
            }

            Execute(target);
            stopped |= isInterrupted();
            stopped |= target.Status == ExecutionStatus.Failed && !target.ProceedAfterFailure;
        }
    }

    private void Execute(ExecutableTarget target)
    {
        try
        {
            if (target.Status == ExecutionStatus.Skipped || Violates(target, target.DynamicConditions))
            {
                target.Status = ExecutionStatus.Skipped;
                build.OnTargetSkipped(target.Name);
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
            build.OnTargetRunning(target.Name);
            foreach (var action in target.Actions)
                action();
            target.Stopwatch.Stop();
            target.Status = ExecutionStatus.Succeeded;
            build.OnTargetSucceeded(target.Name);
        }
        catch (Exception exception)
        {
            Fail(target, exception);
        }
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        target.Stopwatch.Stop();
        if (isInterrupted() && exception.GetBaseException() is OperationCanceledException)
        {
            target.Status = ExecutionStatus.Aborted;
            return;
        }

        target.Status = ExecutionStatus.Failed;
        if (target.SummaryInformation.Count == 0)
            target.SummaryInformation[exception.GetType().Name] = exception.Message.Split('\n')[0].Trim();
        Log.Error(exception, "Target {TargetName} failed: {Reason}", target.Name, exception.Message.TrimEnd());
        _failures.AddRange(ConsoleLog.Instance.Problems.TakeLast(1));
        build.OnTargetFailed(target.Name);
    }

    private bool Violates(ExecutableTarget target, List<(string Text, Func<bool> Delegate)> conditions)
    {
        var violated = new List<string>();
        foreach (var (text, holds) in conditions)
            if (!holds())
                violated.Add(text);
        if (violated.Count > 0)
        {
            target.OnlyWhen = string.Join(" && ", violated);
            MarkSkipped(target, reason: null);
        }

        return target.OnlyWhen != null;
    }

    // A target that was asked for by name is not skipped on the command line's account; a condition of its own stops it later.
    private void MarkSkipped(ExecutableTarget target, string? reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;
        if (!target.Invoked)
        {
            target.Status = ExecutionStatus.Skipped;
            target.Skipped ??= reason;
        }

        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;
        foreach (
            var dependency in target.ExecutionDependencies.Concat(target.Triggers).Where(x => !IsNeeded(x, target))
        )
            MarkSkipped(dependency, $"because of {target.Name}");
    }

    private bool IsNeeded(ExecutableTarget dependency, ExecutableTarget except) =>
        build
            .ExecutionPlan.Where(x => x != except && x.Status == ExecutionStatus.Scheduled)
            .Any(x => x.ExecutionDependencies.Contains(dependency) || x.Triggers.Contains(dependency));
}
