using System.Collections.Concurrent;
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
    private const int MostTries = 10;

    private static readonly string[] Usual = ["Haswell", "Skylake-Client", "EPYC-Rome"];

    // What trains, linearizes and multiplies; the rest adds minutes.
    private static readonly string[] QuickStages = ["linearized", "kernel"];

    // QEMU does not know memory that is mapped twice, nor how the concurrent collector watches for writes, and crashes where .NET stops a
    // thread by a signal in the middle of its code: no signals, and little to stop for.
    private static readonly KeyValuePair<string, string>[] Emulated =
    [
        new("DOTNET_EnableWriteXorExecute", "0"),
        new("DOTNET_gcConcurrent", "0"),
        new("DOTNET_PROCESSOR_COUNT", "1"),
        new("DOTNET_INTERNAL_ThreadSuspendInjection", "0"),
        new("DOTNET_ThreadSuspendInjection", "0"),
        new("DOTNET_TieredCompilation", "0"),
        new("DOTNET_GCgen0size", "10000000"),
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
            if (Known() is { Count: > 0 } known && names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
                throw new DefinitionException(
                    $"--processors: QEMU has no processor '{unknown}'{Suggestion.For(unknown, known)}"
                );
            var stages = isQuick ? QuickStages : [];
            // A store that others share may hold what another processor computed.
            var own = request with
            {
                Preset = Preset,
                Sets = [],
                Targets = stages,
                TargetsAlone = false,
                Force = [],
                Store = null,
            };
            var here = On(Here);
            if (Compute(here, Here, core: null) is var code and not ExitCodes.Success)
                return code;
            var emulated = names.Select(name => (Name: name, Place: On(name))).ToList();
            var codes = OnOneCoreEach(emulated, (run, core) => Compute(run.Place, run.Name, core));
            if (codes.FirstOrDefault(c => c != ExitCodes.Success) is var failed and not ExitCodes.Success)
                return failed;
            var runs = emulated.Prepend((Name: Here, Place: here)).Select(run => (run.Name, Files(run.Place))).ToList();
            var report = PortabilityReport.Of(runs);
            report.Print(Consoles.Output);
            return report.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Difference;

            PipelineRequest On(string name) =>
                own with
                {
                    Artifacts = Path.Combine(request.Artifacts, "portability", name),
                };
        });

    // The names that QEMU knows; none where it is not there, which is told where it is first needed.
    private static HashSet<string> Known()
    {
        string list;
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(Emulator, ["-cpu", "help"])
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            list = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
        return
        [
            .. list.Split('\n')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is ["x86", ..] and { Length: > 1 })
                .Select(words => words[1]),
        ];
    }

    // As many at once as there are cores.
    private static int[] OnOneCoreEach<T>(List<T> items, Func<T, int, int> work)
    {
        using var self = Process.GetCurrentProcess();
        var allowed = OperatingSystem.IsLinux() ? (long)self.ProcessorAffinity : 1;
        var cores = new ConcurrentBag<int>(Enumerable.Range(0, 64).Where(core => ((allowed >> core) & 1) == 1));
        var codes = new int[items.Count];
        Parallel.For(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = cores.Count },
            i =>
            {
                cores.TryTake(out var core);
                codes[i] = work(items[i], core);
                cores.Add(core);
            }
        );
        return codes;
    }

    private static int Compute(PipelineRequest request, string name, int? core)
    {
        string[] emulator = core is { } number ? ["taskset", "-c", $"{number}", Emulator, "-cpu", name] : [];
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
            core is null ? request.Jobs.ToString(CultureInfo.InvariantCulture) : "1",
            "--verbosity",
            "minimal",
        ];
        Console.Error.WriteLine(core is null ? "running on this processor ..." : $"running on an emulated {name} ...");
        var started = Stopwatch.GetTimestamp();
        try
        {
            var folder = Path.GetDirectoryName(request.Definition)!;
            var variables = core is null ? [] : Emulated;
            for (var tries = 0; tries < MostTries; tries++)
            {
                var told = new StringWriter();
                var code = ChildProcess.Run(command, folder, isShown: false, variables, told);
                if (core is null || code <= SignalBase || code == ExitCodes.Interrupted)
                {
                    Console.Error.Write(WithoutWarnings(told));
                    Console.Error.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{name}: {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"
                        )
                    );
                    return code;
                }
                // An emulator that crashes has stored nothing that is not whole; what was computed is there.
                Console.Error.WriteLine(
                    $"{name}: the emulator ended by signal {code - SignalBase}; going on from there"
                );
            }
            Console.Error.WriteLine(
                $"{name}: the emulator crashed {MostTries} times; nothing is known of that processor"
            );
            return ExitCodes.Failure;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine(
                $"there is no {Emulator} or no taskset; the Debian package qemu-user-static has the one, util-linux the other"
            );
            return ExitCodes.Failure;
        }
    }

    // QEMU names every feature of a processor that it does not have.
    private static string WithoutWarnings(StringWriter told) =>
        string.Join(
            '\n',
            $"{told}".Split('\n').Where(l => !l.Contains("TCG doesn't support", StringComparison.Ordinal))
        );

    // Of what was computed there; were anything computed here, it would be compared with itself.
    private static IReadOnlyList<InputFile> Files(PipelineRequest request)
    {
        var engine = PipelineCommands.Load(request);
        var plan = engine.Plan(PipelineCommands.Asked(request));
        if (!plan.IsUpToDate)
            throw new StageFailedException($"{request.Artifacts} does not hold all that was to be computed there");
        var result = engine.Run(plan, new RunOptions { Jobs = 1 });
        return [.. plan.Definition.Stages.SelectMany(s => result.Outputs(s.Name))];
    }
}
