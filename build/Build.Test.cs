using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

sealed partial class Build
{
    [Parameter("Only the tests whose full name contains this")]
    readonly string? TestFilter;

    static AbsolutePath TestResults => Artifacts / "test-results";

    static AbsolutePath Strangers => RootDirectory / "tests" / "Parquet.Net.Tests" / "independent";

    // npm writes down what it installed; what is older than the versions asked for is installed anew.
    static bool StrangersAreInstalled =>
        (Strangers / "node_modules").DirectoryExists()
        && File.GetLastWriteTimeUtc(Strangers / "node_modules" / ".package-lock.json")
            >= File.GetLastWriteTimeUtc(Strangers / "package-lock.json");

    Target InstallStrangers =>
        _ =>
            _.Description("Install the readers and writers of Parquet with which the tests compare ours")
                .Unlisted()
                .OnlyWhenDynamic(() => !StrangersAreInstalled)
                .Executes(() => Process("npm", "ci --no-audit --no-fund", Strangers));

    Target Test =>
        _ =>
            _.Description("Run all tests")
                .DependsOn(InstallStrangers)
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
