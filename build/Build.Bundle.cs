using NtkRepro.Reporting.Bundling;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    // …/bin/_build/release
    static AbsolutePath BuiltFolder => BuildAssemblyDirectory!.Parent!.Parent!.Parent!;

    static AbsolutePath ProgramProject => RootDirectory / "build" / "_build.csproj";

    Target Bundle =>
        _ =>
            _.Description("Write program, runtime and data to --to DIR, for machines without SDK or network")
                .Executes(
                    SdkCommand(() =>
                        BundleCommand.Run(
                            new BundleRequest
                            {
                                Root = RootDirectory,
                                Project = ProgramProject,
                                Build = BuiltFolder,
                                Engine = BuiltFolder.Parent! / "shared" / "engine",
                                Target = To!,
                            }
                        )
                    )
                );
}
