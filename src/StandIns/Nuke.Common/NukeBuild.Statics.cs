using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Reporting;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    // Found on first use rather than in a static constructor, so that a failure is an ordinary error message.
    private static AbsolutePath? s_rootDirectory;

    /// <summary>
    /// The project's folder: <c>--root</c>, or the nearest folder with a <c>.nuke</c> folder at or above the working directory.
    /// </summary>
    [Parameter("Root directory during build execution.", Name = "Root")]
    public static AbsolutePath RootDirectory => s_rootDirectory ??= RootDirectoryLocator.Find();

    /// <summary>The assembly that holds the build.</summary>
    public static AbsolutePath? BuildAssemblyFile =>
        Assembly.GetEntryAssembly()?.Location is { Length: > 0 } x ? AbsolutePath.Create(x) : null;

    /// <summary>The folder of <see cref="BuildAssemblyFile"/>.</summary>
    public static AbsolutePath? BuildAssemblyDirectory => BuildAssemblyFile?.Parent;

    /// <summary>How much of the log reaches the console.</summary>
    [Parameter("Logging verbosity during build execution. Default is 'Normal'.")]
    public static Verbosity Verbosity
    {
        get => BuildLog.Verbosity;
        set => BuildLog.Verbosity = value;
    }

    internal static Host Host { get; } = Host.Detect();

    /// <summary>The profiles whose <c>.nuke/parameters.PROFILE.json</c> are read; later ones win.</summary>
    [Parameter("Defines the profiles to load.", Name = "Profile")]
    internal static string[] LoadedLocalProfiles =>
        ParameterService.Current.Find("Profile", isArray: true) is { } given ? [.. given.Values] : [];
}
