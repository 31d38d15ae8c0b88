using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

sealed partial class Build
{
    [Parameter("Only the tests whose full name contains this")]
    readonly string? TestFilter;

    static AbsolutePath TestResults => Artifacts / "test-results";

    Target Test =>
        _ =>
            _.Description("Run all tests")
                .Executes(() =>
                {
                    var filter = TestFilter is null ? "" : $" --filter \"FullyQualifiedName~{TestFilter}\"";
                    Process(
                        "dotnet",
                        $"test NtkRepro.sln -c Release --nologo --results-directory \"{TestResults}\" --logger trx{filter}",
                        RootDirectory
                    );
                });

    static void Process(string tool, string arguments, AbsolutePath folder) =>
        ProcessTasks.StartProcess(tool, arguments, folder).AssertZeroExitCode();
}
