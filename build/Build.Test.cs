using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

sealed partial class Build
{
    [Parameter("Only the tests whose full name contains this")]
    readonly string? TestFilter;

    static AbsolutePath TestResults => Artifacts / "test-results";

    // Packages of others with which the tests compare: readers and writers of Parquet, a validator of JSON schemas.
    static AbsolutePath[] Strangers =>
        [
            RootDirectory / "tests" / "Parquet.Net.Tests" / "independent",
            RootDirectory / "tests" / "NtkRepro.Acceptance" / "schema",
        ];

    Target InstallStrangers =>
        _ =>
            _.Description("Install the programs of others with which the tests compare ours")
                .Unlisted()
                .OnlyWhenDynamic(() => !Strangers.All(IsInstalled))
                .Executes(() =>
                {
                    foreach (var folder in Strangers.Where(folder => !IsInstalled(folder)))
                        Process("npm", "ci --no-audit --no-fund", folder);
                });

    // npm writes down what it installed; what is older than the versions asked for is installed anew.
    static bool IsInstalled(AbsolutePath folder) =>
        (folder / "node_modules").DirectoryExists()
        && File.GetLastWriteTimeUtc(folder / "node_modules" / ".package-lock.json")
            >= File.GetLastWriteTimeUtc(folder / "package-lock.json");

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
