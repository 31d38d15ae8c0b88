using NtkRepro.Reporting.CommandLine;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>The build: `./build.sh --help` lists its targets and parameters.</summary>
[DisableDefaultOutput]
sealed partial class Build : NukeBuild, INukeBuild
{
    static readonly BuildProgram<Build> Program = new(
        () => new Build(),
        build => build.ExitCode,
        path => (AbsolutePath)path
    );

    public static int Main(string[] arguments) =>
        Program.Run(arguments, () => Execute<Build>(build => build.Reproduce));

    // NUKE has filled the parameters by then, from what it understood; this is what was asked for.
    protected override void OnBuildCreated()
    {
        Program.Fill(this);
        NoLogo = true;
    }

    // NUKE holds its log there open; so that two commands do not meet, each has a folder of its own.
    AbsolutePath INukeBuild.TemporaryDirectory => (AbsolutePath)Program.TemporaryFolder;

    // What a target does: its exit code becomes the build's, and nothing runs after a failure.
    Action Command(Func<int> command) => () => ExitCode = Program.Run(ExitCode, command);
}
