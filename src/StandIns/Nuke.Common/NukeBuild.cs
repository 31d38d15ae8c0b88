using System.Linq.Expressions;
using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>
/// The base of a build definition: its <see cref="Target"/> properties are the targets, its <see cref="ParameterAttribute"/>
/// members the parameters, and its <c>Main</c> returns <see cref="Execute{T}"/>.
/// </summary>
public abstract partial class NukeBuild
{
    /// <summary>
    /// Runs the targets named on the command line, or the given default ones, and returns the process's exit code.
    /// </summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() => BuildManager.Execute(defaultTargetExpressions);

    internal IReadOnlyList<ExecutableTarget> ExecutableTargets { get; set; } = [];

    /// <summary>All targets that this build may run, in the order in which they run.</summary>
    internal IReadOnlyList<ExecutableTarget> ExecutionPlan { get; set; } = [];

    [Parameter("List of targets to be invoked. Default is '{default_target}'.", Name = "Target")]
    internal string[]? InvokedTargets { get; set; }

    [Parameter("List of targets to be skipped. Empty list skips all dependencies.", Name = "Skip")]
    internal string[]? SkippedTargets { get; set; }

    /// <summary>Whether the build prints its plan instead of running it.</summary>
    [Parameter("Shows the execution plan.")]
    public bool Plan { get; internal set; }

    /// <summary>Whether the build prints its targets and parameters instead of running.</summary>
    [Parameter("Shows the help text for this build assembly.")]
    internal bool Help { get; set; }

    /// <summary>Whether the first line, which names the engine, is left out.</summary>
    [Parameter("Disables displaying the NUKE logo.")]
    internal bool NoLogo { get; set; }

    /// <summary>Whether a target failed, was stopped or could not run.</summary>
    internal bool IsFailing =>
        ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    /// <summary>The process's exit code; <see langword="null"/> leaves it to the outcome of the build.</summary>
    public int? ExitCode { get; set; }
}
