using System.Diagnostics;
using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Reporting;
using TorchSharp;

namespace NtkRepro.Bench;

/// <summary>Our side of a row: a job in a process of its own, driven over standard input.</summary>
internal static class Worker
{
    /// <summary>
    /// Builds the job, writes its checked result and prints <c>ready</c>; then for each line <c>run</c> does a repetition and
    /// prints its seconds per unit, and at the end <c>peak</c> with the process's largest resident memory in bytes.
    /// </summary>
    public static int Run(string job, string input, string output, int threads)
    {
        EngineLibraries.Load(Sides.Numerics);
        Devices.Use(Sides.Device);
        torch.set_num_threads(threads);
        using var scope = torch.NewDisposeScope();
        var work = Create(job, WorkInput.Load(input));
        SafeTensors.Save(output, work.Result);
        Say("ready");
        while (Console.In.ReadLine() == "run")
        {
            var watch = Stopwatch.StartNew();
            work.Run();
            // A GPU goes on by itself.
            if (Sides.Device == DeviceChoice.Cuda)
                torch.cuda.synchronize();
            Say((watch.Elapsed.TotalSeconds / work.Units).ToString("F9", CultureInfo.InvariantCulture));
        }
        Say(string.Create(CultureInfo.InvariantCulture, $"peak {PeakMemory()}"));
        return ExitCodes.Success;
    }

    private static Work Create(string job, WorkInput input) =>
        job switch
        {
            "train_step" => new TrainStepWork(input),
            "linearized_step" => new LinearizedStepWork(input),
            "calibration" => new CalibrationWork(input),
            "probe" => new ProbeWork(input),
            "ntk" => new KernelWork(input),
            "barrier" => new BarrierWork(input),
            "eigen" => new EigenWork(input),
            "matrix_product" => new MatrixProductWork(input),
            "contraction" => new ContractionWork(input),
            _ => throw new FormatException($"unknown job '{job}'"),
        };

    // VmHWM: what the process had in memory at most.
    private static long PeakMemory()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
