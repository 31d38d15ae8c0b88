using NtkRepro.Reporting.CommandLine;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Only the tests whose full name contains this"), ReadBy(nameof(Test))]
    readonly string? TestFilter;

    static AbsolutePath TestResults => RootDirectory / "artifacts" / "test-results";

    Target Test =>
        _ =>
            _.Description("Run all tests")
                .Executes(
                    // PowerShell, in which build.ps1 is tried.
                    SdkCommand(() => Hidden("dotnet", "tool", "restore")),
                    // .NET's runtime, of which a bundle is made: tests fetch nothing.
                    SdkCommand(() => Hidden([.. BundleRestore])),
                    SdkCommand(() => Shown(["dotnet", "test", .. TestArguments()]))
                );

    static IReadOnlyList<string> BundleRestore =>
        [
            "dotnet",
            "restore",
            ProgramProject,
            "-v",
            "quiet",
            "-p:NtkBundle=true",
            "--artifacts-path",
            BuiltFolder / "bundle",
        ];

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
