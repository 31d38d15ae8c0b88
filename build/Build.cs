using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Collections;

/// <summary>The build: `./build.sh --help` lists its targets and parameters.</summary>
[DisableDefaultOutput]
[Example("./build.sh Reproduce --preset smoke", "the whole pipeline, small: half a minute")]
[Example("./build.sh Plan --set training.learning_rate=0.02 run.seeds='[0, 1]'", "what a change would run, and why")]
[Example("./build.sh Linearized --only 'linearized[*,cnn,*'", "one stage, of one network")]
[Example("./build.sh Reproduce --preset smoke --force 'kernel[*,cnn,*'", "compute again what is there")]
sealed partial class Build : NukeBuild, INukeBuild
{
    static readonly BuildProgram<Build> Program = new(
        () => new Build(),
        build => build.ExitCode,
        path => (AbsolutePath)path,
        build => build.SucceededTargets.Select(t => new SummaryLine(t.Name, t.Duration, t.SummaryInformation))
    );

    public static int Main(string[] arguments) =>
        GuardedConsole.Run(() => Program.Run(arguments, () => Execute<Build>(build => build.Reproduce)));

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

    // What a target does with the SDK, which a bundle is without.
    Action SdkCommand(Func<int> command) =>
        Command(() =>
        {
            if (!OwnProgram.IsBundled)
                return command();
            Console.Error.WriteLine(
                "This needs the .NET SDK and the whole repository: run it in a checkout, not in a bundle."
            );
            return ExitCodes.Usage;
        });

    // What a target computes: it goes on after a failure if that is asked for, and its numbers stand in the closing table.
    Action Computation(Func<RunOutcome> run) =>
        () =>
        {
            var outcome = Program.Run(ExitCode, KeepGoing, run);
            ExitCode = outcome.Code;
            // To NUKE, no target runs any more after Ctrl-C.
            if (outcome.Code != ExitCodes.Interrupted)
                ReportSummary(_ =>
                    outcome.Numbers.Aggregate(_, (all, number) => all.AddPair(number.Key, number.Value))
                );
        };

    static IReadOnlyList<string> Names(IEnumerable<ExecutableTarget> targets) => [.. targets.Select(t => t.Name)];
}
