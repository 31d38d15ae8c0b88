namespace Nuke.Common;

/// <summary>Where a build runs: a terminal, an editor's terminal or a build server.</summary>
/// <param name="Name">The name of the package's class for it.</param>
/// <param name="IsServer">Whether nobody sits at the console.</param>
/// <param name="Variables">Environment variables of which one shows that the build runs there.</param>
internal sealed record Host(string Name, bool IsServer, params IReadOnlyList<string> Variables)
{
    private static readonly Host Terminal = new("Terminal", IsServer: false);

    /// <summary>All hosts, in the order in which they are looked for.</summary>
    public static IReadOnlyList<Host> All { get; } =
    [
        new("AppVeyor", IsServer: true, "APPVEYOR"),
        new("AzurePipelines", IsServer: true, "TF_BUILD"),
        new("Bamboo", IsServer: true, "bamboo_planKey"),
        new("Bitbucket", IsServer: true, "BITBUCKET_PIPELINE_UUID"),
        new("Bitrise", IsServer: true, "BITRISE_BUILD_URL"),
        new("GitHubActions", IsServer: true, "GITHUB_ACTIONS"),
        new("GitLab", IsServer: true, "GITLAB_CI"),
        new("Jenkins", IsServer: true, "JENKINS_HOME"),
        new("SpaceAutomation", IsServer: true, "JB_SPACE_PROJECT_KEY"),
        new("TeamCity", IsServer: true, "TEAMCITY_VERSION"),
        new("TravisCI", IsServer: true, "TRAVIS"),
        new("Rider", IsServer: false, "IDEA_INITIAL_DIRECTORY"),
        new("VSCode", IsServer: false, "VSCODE_GIT_IPC_HANDLE", "VSCODE_PID"),
        new("VisualStudio", IsServer: false, "VisualStudioVersion"),
        Terminal,
    ];

    public static Host Detect() =>
        All.FirstOrDefault(x => x.Variables.Any(y => Environment.GetEnvironmentVariable(y) != null)) ?? Terminal;
}
