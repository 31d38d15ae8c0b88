using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Smaller sizes, few rounds, and nothing that takes minutes; for Portability one processor, few stages")]
    [ReadBy(nameof(Bench), nameof(Portability))]
    readonly bool Quick;

    [Parameter("Rows by name (train-step, ntk-cnn, rates, ...); all unless given"), ReadBy(nameof(Bench))]
    readonly string[] Rows = [];

    [Parameter("Rounds of every row; what suits each unless given"), ReadBy(nameof(Bench)), AtLeast(1)]
    readonly int? Rounds;

    [Parameter("Our side computes with native numerics"), ReadBy(nameof(Bench))]
    readonly bool Native;

    [Parameter("Both sides compute on the first CUDA device, ours with native numerics"), ReadBy(nameof(Bench))]
    readonly bool Gpu;

    static AbsolutePath BenchProject => RootDirectory / "tests" / "bench" / "NtkRepro.Bench.csproj";

    // …/bin/_build/release: the projects' folders are side by side.
    static AbsolutePath BenchProgram =>
        BuildAssemblyDirectory!.Parent!.Parent! / "NtkRepro.Bench" / "release" / "NtkRepro.Bench.dll";

    static IReadOnlyList<string> BuiltBench =>
        ["dotnet", "build", BenchProject, "-c", "Release", "--nologo", "-v", "quiet"];

    Target Bench =>
        _ =>
            _.Description("Compare with PyTorch and functorch: speed, memory and numbers")
                .Executes(
                    Command(() => OwnProgram.IsBundled ? ExitCodes.Success : Hidden([.. BuiltBench])),
                    Command(() =>
                        Shown([
                            .. OwnProgram.Command(OwnProgram.IsBundled ? BundledBench : BenchProgram),
                            .. BenchArguments(),
                        ])
                    )
                );

    static AbsolutePath BundledBench => BuildAssemblyDirectory! / "NtkRepro.Bench.dll";

    IEnumerable<string> BenchArguments()
    {
        IEnumerable<string> gpu = Gpu ? ["--gpu"] : [];
        IEnumerable<string> quick = Quick ? ["--quick"] : [];
        IEnumerable<string> native = Native ? ["--native"] : [];
        IEnumerable<string> rows = Rows.Length > 0 ? ["--rows", .. Rows] : [];
        IEnumerable<string> rounds = Rounds is { } count ? ["--rounds", $"{count}"] : [];
        return [.. quick, .. native, .. gpu, .. rows, .. rounds];
    }

    // A program of which only a failure is worth seeing, and one of which everything is unless errors alone are wanted.
    static int Hidden(params string[] command) => ChildProcess.Run(command, RootDirectory, isShown: false);

    static int Shown(IReadOnlyList<string> command) =>
        ChildProcess.Run(command, RootDirectory, isShown: Program.Level != OutputLevel.Quiet);
}
