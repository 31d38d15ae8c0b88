using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>
/// The base of a build definition: its <see cref="Target"/> properties are the targets, its <see cref="ParameterAttribute"/>
/// members the parameters, and its <c>Main</c> returns <see cref="Execute{T}"/>.
/// </summary>
public abstract class NukeBuild : INukeBuild
{
    // Found on first use rather than in a static constructor, so that a failure is an ordinary error message.
    private static AbsolutePath? s_rootDirectory;

    /// <summary>
    /// Runs the targets named on the command line, or the given default ones, and returns the process's exit code.
    /// </summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() => BuildManager.Execute(defaultTargetExpressions);

    /// <summary>
    /// The project's folder: <c>--root</c>, or the nearest folder with a <c>.nuke</c> folder at or above the working directory.
    /// </summary>
    public static AbsolutePath RootDirectory => s_rootDirectory ??= Arguments.FindRoot();

    /// <summary>The assembly that holds the build.</summary>
    public static AbsolutePath? BuildAssemblyFile => Assembly.GetEntryAssembly()?.Location;

    /// <summary>The folder of <see cref="BuildAssemblyFile"/>.</summary>
    public static AbsolutePath? BuildAssemblyDirectory => BuildAssemblyFile?.Parent;

    /// <summary>Whether the build prints its plan instead of running it.</summary>
    public bool Plan { get; internal set; }

    /// <summary>Whether the engine's name is left out; here it always is.</summary>
    public bool NoLogo { get; set; }

    /// <summary>The process's exit code; <see langword="null"/> leaves it to the outcome of the build.</summary>
    public int? ExitCode { get; set; }

    /// <summary>The targets that are still to run.</summary>
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => With(ExecutionStatus.Scheduled);

    /// <summary>The targets that ran to their end.</summary>
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => With(ExecutionStatus.Succeeded);

    /// <summary>The targets of this run, in order.</summary>
    internal IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];

    /// <summary>
    /// Keeps pairs of a name and a value with the target that is running, for the closing table; they take the place of what it reported
    /// before.
    /// </summary>
    /// <param name="configurator">Adds pairs to the dictionary that it is given, and returns it.</param>
    /// <exception cref="InvalidOperationException">No target is running.</exception>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var target = ExecutionPlan.Single(x => x.Status == ExecutionStatus.Running);
        target.SummaryInformation = configurator?.Invoke([]) ?? [];
    }

    AbsolutePath INukeBuild.TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <summary>Is called once the build is there and its parameters are filled, before anything is planned.</summary>
    protected internal virtual void OnBuildCreated() { }

    private List<ExecutableTarget> With(ExecutionStatus status) => [.. ExecutionPlan.Where(x => x.Status == status)];
}
