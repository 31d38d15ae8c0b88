using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Only the tests whose full name contains this")]
    readonly string? TestFilter;

    static AbsolutePath TestResults => RootDirectory / "artifacts" / "test-results";

    Target Test =>
        _ =>
            _.Description("Run all tests")
                .Executes(
                    // PowerShell, in which build.ps1 is tried.
                    SdkCommand(() => Hidden("dotnet", "tool", "restore")),
                    SdkCommand(() => Shown(["dotnet", "test", .. TestArguments()]))
                );

    IEnumerable<string> TestArguments()
    {
        IEnumerable<string> filter = TestFilter is null ? [] : ["--filter", $"FullyQualifiedName~{TestFilter}"];
        return
        [
            RootDirectory / "NtkRepro.sln",
            "-c",
            "Release",
            "--nologo",
            "--results-directory",
            TestResults,
            "--logger",
            "trx",
            .. filter,
        ];
    }
}
