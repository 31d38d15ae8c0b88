using Nuke.Common.Execution;

namespace Nuke.Common
{
    /// <summary>Where the build runs: a terminal or a build server.</summary>
    public class Host
    {
        private static readonly string[] BuildServerVariables =
        [
            "APPVEYOR",
            "BITBUCKET_PIPELINE_UUID",
            "BITRISE_BUILD_URL",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "JENKINS_HOME",
            "TEAMCITY_VERSION",
            "TF_BUILD",
            "TRAVIS",
        ];

        protected Host() { }

        internal static Host Detect() =>
            BuildServerVariables.Any(x => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(x)))
                ? new BuildServer()
                : new Terminal();

        internal sealed class BuildServer : Host;
    }
}

namespace Nuke.Common.Execution
{
    /// <summary>A console, with or without a person at it.</summary>
    public class Terminal : Host
    {
        internal Terminal() { }
    }
}
