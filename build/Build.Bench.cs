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
                    // The packages in use are in the name of the folder to which this build was built.
                    var packages = BuildAssemblyDirectory!.Parent!.Parent!.Parent!.Name;
                    Process(
                        "dotnet",
                        $"build \"{BenchProject}\" -c Release -p:NtkPackages={packages} --nologo -v quiet -clp:NoSummary",
                        RootDirectory
                    );
                    var program =
                        BuildAssemblyDirectory.Parent.Parent / "NtkRepro.Bench" / "release" / "NtkRepro.Bench.dll";
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
