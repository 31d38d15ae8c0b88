using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;

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

    AbsolutePath INukeBuild.TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <summary>Is called once the build is there and its parameters are filled, before anything is planned.</summary>
    protected internal virtual void OnBuildCreated() { }
}
