using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>
/// The base of a build definition: its <see cref="Target"/> properties are the targets, its <see cref="ParameterAttribute"/>
/// members the parameters, and its <c>Main</c> returns <see cref="Execute{T}"/>.
/// </summary>
public abstract partial class NukeBuild
{
    private const string TargetsSeparator = "+";

    /// <summary>
    /// Runs the targets named on the command line, or the given default ones, and returns the process's exit code.
    /// </summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() => BuildManager.Execute(defaultTargetExpressions);

    internal IReadOnlyList<ExecutableTarget> ExecutableTargets { get; set; } = [];

    /// <summary>All targets that this build may run, in the order in which they run.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];

    /// <summary>The targets of the plan that were asked for by name.</summary>
    [Parameter(
        "List of targets to be invoked. Default is '{default_target}'.",
        Name = "Target",
        Separator = TargetsSeparator
    )]
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(x => x.Invoked)];

    /// <summary>The targets of the plan that were skipped.</summary>
    [Parameter(
        "List of targets to be skipped. Empty list skips all dependencies.",
        Name = "Skip",
        Separator = TargetsSeparator
    )]
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => WithStatus(ExecutionStatus.Skipped);

    /// <summary>The targets that have yet to run.</summary>
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => WithStatus(ExecutionStatus.Scheduled);

    /// <summary>The target that runs.</summary>
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => WithStatus(ExecutionStatus.Running);

    /// <summary>The targets that an interruption stopped.</summary>
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => WithStatus(ExecutionStatus.Aborted);

    /// <summary>The targets that failed.</summary>
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => WithStatus(ExecutionStatus.Failed);

    /// <summary>The targets that succeeded.</summary>
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => WithStatus(ExecutionStatus.Succeeded);

    /// <summary>The targets that failed or succeeded.</summary>
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    /// <summary>Whether the build prints its plan instead of running it.</summary>
    [Parameter("Shows the execution plan.")]
    public bool Plan { get; internal set; }

    /// <summary>Whether the build prints its targets and parameters instead of running.</summary>
    [Parameter("Shows the help text for this build assembly.")]
    public bool Help { get; internal set; }

    /// <summary>Whether the first line, which names the engine, is left out.</summary>
    [Parameter("Disables displaying the NUKE logo.")]
    public bool NoLogo { get; set; }

    /// <summary>Whether nothing has failed so far.</summary>
    public bool IsSucceeding => !IsFailing;

    /// <summary>Whether a target failed, was stopped or could not run.</summary>
    public bool IsFailing =>
        ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    /// <summary>Whether no target is left to run.</summary>
    public bool IsFinished =>
        ExecutionPlan.All(x => x.Status is not (ExecutionStatus.Scheduled or ExecutionStatus.Running));

    /// <summary>The process's exit code; <see langword="null"/> leaves it to the outcome of the build.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Adds name-value pairs to the running target's line in the closing table.</summary>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var target = ExecutionPlan.Single(x => x.Status == ExecutionStatus.Running);
        var information = new Dictionary<string, string>(StringComparer.Ordinal);
        target.SummaryInformation = configurator is null ? information : configurator(information);
    }

    private List<ExecutableTarget> WithStatus(ExecutionStatus status) =>
        [.. ExecutionPlan.Where(x => x.Status == status)];
}
