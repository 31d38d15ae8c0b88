using System.Runtime.CompilerServices;
using NukeCommon.Tests.Builds;
using Xunit.Runner.InProc.SystemConsole;

namespace NukeCommon.Tests;

/// <summary>
/// Runs one of the builds in <c>Builds</c>. A build reads the real command line and ends with a real exit code, so each test starts this
/// program as a process of its own; <see cref="Sandbox"/> does that. Else it runs the tests.
/// </summary>
internal static class Program
{
    public const string BuildVariable = "CONFORMANCE_BUILD";

    private static readonly Dictionary<string, Func<int>> Entries = new(StringComparer.Ordinal)
    {
        [nameof(RelationsBuild)] = RelationsBuild.Start,
        [nameof(CycleBuild)] = CycleBuild.Start,
        [nameof(FailureBuild)] = FailureBuild.Start,
        [nameof(PathsBuild)] = PathsBuild.Start,
        [nameof(EventsBuild)] = EventsBuild.Start,
        [nameof(ModesBuild)] = ModesBuild.Start,
        [nameof(NoDefaultBuild)] = NoDefaultBuild.Start,
        [nameof(SchemaBuild)] = SchemaBuild.Start,
        [nameof(WideBuild)] = WideBuild.Start,
        [nameof(SummaryBuild)] = SummaryBuild.Start,
    };

    public static int Main(string[] arguments) =>
        Environment.GetEnvironmentVariable(BuildVariable) is { } build ? Entries[build]() : RunTests(arguments);

    // Apart, so that a build needs nothing of xunit beside it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunTests(string[] arguments) => ConsoleRunner.Run(arguments).GetAwaiter().GetResult();
}
