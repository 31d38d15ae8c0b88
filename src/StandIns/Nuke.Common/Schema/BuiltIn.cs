using Nuke.Common.Execution;

namespace Nuke.Common.Schema;

// What the package says of the parameters of every build. This stand-in has few of them; the file is the package's all the same, so
// that it does not change with the package in use. The names of the enumerations and of their values are the package's.

internal enum Verbosity
{
    Verbose,
    Normal,
    Minimal,
    Quiet,
}

internal enum Host
{
    AppVeyor,
    AzurePipelines,
    Bamboo,
    Bitbucket,
    Bitrise,
    GitHubActions,
    GitLab,
    Jenkins,
    Rider,
    SpaceAutomation,
    TeamCity,
    Terminal,
    TravisCI,
    VSCode,
    VisualStudio,
}

/// <summary>The parameters of every build.</summary>
internal static class BuiltIn
{
    public static IReadOnlyList<SchemaProperty> Properties { get; } =
    [
        new("Continue", typeof(bool), "Indicates to continue a previously failed build attempt"),
        new("Help", typeof(bool), "Shows the help text for this build assembly"),
        new("Host", typeof(Host), "Host for execution. Default is 'automatic'"),
        new("NoLogo", typeof(bool), "Disables displaying the NUKE logo"),
        new("Partition", typeof(string), "Partition to use on CI"),
        new("Plan", typeof(bool), "Shows the execution plan (HTML)"),
        new("Profile", typeof(string[]), "Defines the profiles to load"),
        new("Root", typeof(string), "Root directory during build execution"),
        new("Skip", typeof(ExecutableTarget[]), "List of targets to be skipped. Empty list skips all dependencies"),
        new("Target", typeof(ExecutableTarget[]), "List of targets to be invoked. Default is '{default_target}'"),
        new("Verbosity", typeof(Verbosity), "Logging verbosity during build execution. Default is 'Normal'"),
    ];
}
