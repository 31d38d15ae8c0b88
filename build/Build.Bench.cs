using System.Diagnostics;
using Nuke.Common;
using Nuke.Common.IO;

sealed partial class Build
{
    [Parameter("Bench: smaller sizes, few rounds, and nothing that takes minutes")]
    readonly bool Quick;

    [Parameter("Bench: rows by name (train-step, ntk-cnn, rates, ...); all unless given")]
    readonly string[] Rows = [];

    [Parameter("Bench: rounds of every row; what suits each unless given")]
    readonly int? Rounds;

    static AbsolutePath BenchProject => RootDirectory / "tests" / "bench" / "NtkRepro.Bench.csproj";

    Target Bench =>
        _ =>
            _.Description("Compare with PyTorch and functorch: speed, memory and numbers")
                .Executes(() =>
                {
                    Process(
                        "dotnet",
                        $"build \"{BenchProject}\" -c Release --nologo -v quiet -clp:NoSummary",
                        RootDirectory
                    );
                    // …/bin/_build/release: the projects' folders are side by side.
                    var program =
                        BuildAssemblyDirectory!.Parent!.Parent! / "NtkRepro.Bench" / "release" / "NtkRepro.Bench.dll";
                    End(Run(["dotnet", program, .. BenchArguments()]));
                });

    IEnumerable<string> BenchArguments()
    {
        IEnumerable<string> quick = Quick ? ["--quick"] : [];
        IEnumerable<string> rows = Rows.Length > 0 ? ["--rows", .. Rows] : [];
        IEnumerable<string> rounds = Rounds is { } count ? ["--rounds", $"{count}"] : [];
        return [.. quick, .. rows, .. rounds];
    }

    // On this console, so that its tables keep their colours. Ctrl-C reaches it too, and it ends by itself.
    static int Run(IReadOnlyList<string> command)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = RootDirectory }
        )!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
