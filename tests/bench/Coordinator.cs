using System.Runtime.InteropServices;
using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using Spectre.Console;

namespace NtkRepro.Bench;

/// <summary>Measures what is asked for, and shows and keeps the results.</summary>
internal static class Coordinator
{
    /// <summary>Runs the comparison.</summary>
    /// <returns>
    /// 0, also where a ratio is not what is aimed at, for timings depend on the machine; 1 where a side failed or both
    /// computed different numbers; 130 where it was interrupted.
    /// </returns>
    /// <exception cref="FormatException">A row is unknown.</exception>
    public static int Run(BenchOptions options)
    {
        var rows = RowCatalogue.Asked(options);
        EngineLibraries.Load(Sides.Numerics);
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var folder = Directory.CreateTempSubdirectory("ntk-repro-bench-").FullName;
        try
        {
            Consoles.Output.WriteLine(MachineText.Describe(Sides.SettleTheirs()));
            using var experiment = Experiment.Load(Path.Combine(folder, "data"));
            var bench = new Workbench(new InputFiles(experiment, folder), experiment, folder, cancellation.Token);
            return Measure(rows, bench, options);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception failure)
            when (failure is WorkerFailedException or CheckFailedException or StageFailedException)
        {
            if (cancellation.IsCancellationRequested)
                return ExitCodes.Interrupted;
            Console.Error.WriteLine(failure.Message);
            return ExitCodes.Failure;
        }
        finally
        {
            ChildProcesses.EndAll();
            Directory.Delete(folder, recursive: true);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancellation.Cancel();
            ChildProcesses.EndAll();
        }
    }

    private static int Measure(IReadOnlyList<Row> rows, Workbench bench, BenchOptions options)
    {
        Directory.CreateDirectory(Repository.Results);
        var tables = new ResultTables(Consoles.Output);
        var results = rows.Select(row =>
            {
                Say($"measuring {row.FullTitle} ...");
                var result = RowResult.Of(row, bench);
                // The table comes at the end, which may be half an hour away.
                Say($"  {result.Line}");
                return result;
            })
            .ToList();
        if (results.Count > 0)
        {
            tables.Print(results);
            BenchTables.Write(Repository.Results, results);
            BenchFigure.Draw(Path.Combine(Repository.Results, "bench.svg"), results);
        }
        if (Sides.Device == DeviceChoice.Cpu)
            Sections(bench, options, tables);
        if (options.Quick)
            Say("Left out by --quick: two threads, large sizes, the reproductions.");
        Say($"Tables and figure: {Path.GetRelativePath(Environment.CurrentDirectory, Repository.Results)}/");
        return results.Exists(r => r.Failure is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    // They measure a processor.
    private static void Sections(Workbench bench, BenchOptions options, ResultTables tables)
    {
        if (options.Asks(RateSection.Name))
            Rates(bench, options, tables);
        if (options.Asks(ScalingSection.Name))
            Scaling(bench, options, tables);
        if (options.Asks(BudgetSection.Name) && (!options.Quick || options.Rows.Count > 0))
            Budget(bench, options, tables);
    }

    private static void Rates(Workbench bench, BenchOptions options, ResultTables tables)
    {
        Say("measuring arithmetic rates ...");
        var rates = RateSection.Measure(bench, options.Rounds ?? (options.Quick ? 3 : 9));
        tables.Print(rates);
        Data.Table.Write(Path.Combine(Repository.Results, "rates.parquet"), rates);
    }

    private static void Scaling(Workbench bench, BenchOptions options, ResultTables tables)
    {
        Say("measuring kernels of growing size ...");
        var kernels = ScalingSection.Kernels(bench, options.Quick).ToList();
        tables.Print(kernels);
        Data.Table.Write(Path.Combine(Repository.Results, "kernel_scaling.parquet"), kernels);
        if (options.Quick)
            return;
        Say("measuring reproductions ...");
        var runs = ScalingSection.Reproductions(bench).ToList();
        tables.Print(runs);
        Data.Table.Write(Path.Combine(Repository.Results, "reproduce_scaling.parquet"), runs);
    }

    private static void Budget(Workbench bench, BenchOptions options, ResultTables tables)
    {
        var preset = options.Quick ? "smoke" : "default";
        Say($"measuring where the time of preset {preset} goes ...");
        var rate = RateSection.Product(bench, options.Rounds ?? 9).Rate;
        var (rows, workers) = BudgetSection.Measure(bench, preset, rate);
        tables.Print(rows, preset);
        tables.Print(workers, preset);
        Data.Table.Write(Path.Combine(Repository.Results, "budget.parquet"), rows);
        Data.Table.Write(Path.Combine(Repository.Results, "workers.parquet"), workers);
    }

    private static void Say(string line) => Console.Error.WriteLine(line);
}
