using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using NtkRepro.Data;

namespace NtkRepro.Bench;

/// <summary>How the programs of both sides are started.</summary>
internal static class Sides
{
    /// <summary>The argument that asks for native numerics.</summary>
    public const string Native = "--native";

    /// <summary>The argument that asks for a GPU, on both sides.</summary>
    public const string Gpu = "--gpu";

    private const string CoreType = "OPENBLAS_CORETYPE";

    // Debian's, which has functorch; another one on the PATH need not. With a GPU the one on the PATH, whose PyTorch can use it.
    private static string Python => Device == DeviceChoice.Cuda ? "python3" : "/usr/bin/python3";

    // Both sides keep the memory of one step's tensors for the next, as the build script has it.
    private static readonly (string Name, string Value)[] Allocator =
    [
        ("MALLOC_MMAP_THRESHOLD_", "33554432"),
        ("MALLOC_TRIM_THRESHOLD_", "2000000000"),
    ];

    /// <summary>How our side computes, in this process and in those that it starts.</summary>
    public static Numerics Numerics { get; set; } = Numerics.Portable;

    /// <summary>What both sides compute on.</summary>
    public static DeviceChoice Device { get; set; } = DeviceChoice.Cpu;

    // What OpenBLAS is told to compute for; null where it knows the processor, or was told by whoever runs this.
    private static string? coreType;

    /// <summary>
    /// Settles what the other side computes with in all that follows, and says it. On a processor that it does not know OpenBLAS takes its
    /// code for the Prescott, which is ten times slower; it is told the nearest that it knows, then.
    /// </summary>
    /// <exception cref="WorkerFailedException">There is no PyTorch for Debian's Python, or only with the slow reference BLAS.</exception>
    public static string SettleTheirs()
    {
        var told = Told();
        if (
            !told.EndsWith(" for Prescott", StringComparison.Ordinal)
            || Environment.GetEnvironmentVariable(CoreType) is not null
            || !Avx2.IsSupported
        )
            return told;
        coreType = Avx512BW.IsSupported ? "SkylakeX" : "Haswell";
        return Told();

        static string Told() => WholeProcess.Run("versions.py", Theirs(1, "versions")).Output.Trim();
    }

    /// <summary>This program again.</summary>
    public static ProcessStartInfo Ours(int threads, params IEnumerable<string> arguments)
    {
        if (Numerics == Numerics.Native)
            arguments = arguments.Append(Native);
        if (Device == DeviceChoice.Cuda)
            arguments = arguments.Append(Gpu);
        var program = Environment.ProcessPath!;
        // When `dotnet` runs the program, the program's own file comes first.
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? Command(program, threads, [typeof(Sides).Assembly.Location, .. arguments])
            : Command(program, threads, arguments);
    }

    /// <summary>A script of the other side.</summary>
    public static ProcessStartInfo Theirs(int threads, string job, params IEnumerable<string> arguments) =>
        Command(Python, threads, [Repository.Peer(job), .. arguments]);

    /// <summary>One line of Python.</summary>
    public static ProcessStartInfo TheirsInline(string statement) => Command(Python, 1, ["-c", statement]);

    private static ProcessStartInfo Command(string program, int threads, IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS" })
            command.Environment[name] = threads.ToString(CultureInfo.InvariantCulture);
        if (coreType is not null && program == Python)
            command.Environment[CoreType] = coreType;
        foreach (var (name, value) in Allocator)
            command.Environment.TryAdd(name, value);
        command.Environment["NTK_BENCH_DEVICE"] = Device == DeviceChoice.Cuda ? "cuda" : "cpu";
        // Neither side leaves files behind.
        command.Environment["DOTNET_EnableDiagnostics"] = "0";
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return command;
    }
}
