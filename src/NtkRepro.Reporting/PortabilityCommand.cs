using System.Diagnostics;
using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Reporting;

/// <summary>
/// Shows that results have the same bytes on other processors: runs a small preset on this one, and again on each of several that QEMU
/// emulates, and compares every file but the pictures in PNG, whose pixels depend on the processor.
/// </summary>
public static class PortabilityCommand
{
    private const string Preset = "tiny";
    private const string Emulator = "qemu-x86_64-static";
    private const string Here = "here";
    private const int SignalBase = 128;
    private const int MostTries = 4;

    private static readonly string[] Usual = ["Haswell", "Skylake-Client", "EPYC-Rome"];

    // What trains, linearizes and multiplies; the rest adds minutes.
    private static readonly string[] QuickStages = ["linearized", "kernel"];

    // QEMU does not know memory that is mapped twice, nor how the concurrent collector watches for writes, and loses .NET's threads where
    // these take turns at what one of them compiles.
    private static readonly KeyValuePair<string, string>[] Emulated =
    [
        new("DOTNET_EnableWriteXorExecute", "0"),
        new("DOTNET_gcConcurrent", "0"),
        new("DOTNET_PROCESSOR_COUNT", "1"),
    ];

    /// <summary>Runs and compares.</summary>
    /// <param name="request">The definition and this program; results go to <c>portability/</c> among its artifacts, and are found there again.</param>
    /// <param name="processors">QEMU's names of processors; empty for the usual ones.</param>
    /// <param name="isQuick">Whether to run few stages, on one processor.</param>
    /// <returns>0 where all bytes are the same, 3 where some differ, 1 where a run failed, 2 on mistakes.</returns>
    public static int Run(PipelineRequest request, IReadOnlyList<string> processors, bool isQuick) =>
        PipelineCommands.Checked(() =>
        {
            IReadOnlyList<string> names =
                processors.Count > 0 ? processors
                : isQuick ? Usual[..1]
                : Usual;
            var stages = isQuick ? QuickStages : [];
            var own = request with { Preset = Preset, Sets = [], Targets = stages, TargetsAlone = false, Force = [] };
            var runs = new List<(string Name, IReadOnlyList<InputFile> Files)>();
            foreach (var name in names.Prepend(Here))
            {
                var place = own with { Artifacts = Path.Combine(request.Artifacts, "portability", name) };
                var code = Compute(place, name);
                if (code != ExitCodes.Success)
                    return code;
                runs.Add((name, Files(place)));
            }
            var report = PortabilityReport.Of(runs);
            report.Print(Consoles.Output);
            return report.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Difference;
        });

    private static int Compute(PipelineRequest request, string name)
    {
        string[] emulator = name == Here ? [] : [Emulator, "-cpu", name];
        var targets = request.Targets.Count > 0 ? request.Targets : ["Reproduce"];
        string[] command =
        [
            .. emulator,
            Environment.ProcessPath!,
            request.Program!,
            .. targets,
            "--preset",
            Preset,
            "--artifacts",
            request.Artifacts,
            "--jobs",
            request.Jobs.ToString(CultureInfo.InvariantCulture),
            "--verbosity",
            "minimal",
        ];
        Console.Error.WriteLine(name == Here ? "running on this processor ..." : $"running on an emulated {name} ...");
        var started = Stopwatch.GetTimestamp();
        try
        {
            var folder = Path.GetDirectoryName(request.Definition)!;
            var variables = name == Here ? [] : Emulated;
            var code = ExitCodes.Failure;
            for (var tries = 1; tries <= MostTries; tries++)
            {
                var told = new StringWriter();
                code = ChildProcess.Run(command, folder, isShown: false, variables, told);
                // An emulator that crashes has stored nothing that is not whole; what was computed is there.
                var isCrash = name != Here && code > SignalBase && code != ExitCodes.Interrupted;
                if (!isCrash || tries == MostTries)
                {
                    Console.Error.Write(told);
                    break;
                }
                Console.Error.WriteLine($"  the emulator ended by signal {code - SignalBase}; going on from there");
            }
            Console.Error.WriteLine($"  {Numbers(Stopwatch.GetElapsedTime(started))}");
            return code;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"there is no {Emulator}; the Debian package qemu-user-static has it");
            return ExitCodes.Failure;
        }

        static string Numbers(TimeSpan time) =>
            string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s");
    }

    // All of them are there: nothing is computed.
    private static IReadOnlyList<InputFile> Files(PipelineRequest request)
    {
        var engine = PipelineCommands.Load(request);
        var plan = engine.Plan(PipelineCommands.Asked(request));
        var result = engine.Run(plan, new RunOptions { Jobs = 1 });
        return [.. plan.Definition.Stages.SelectMany(s => result.Outputs(s.Name))];
    }
}
