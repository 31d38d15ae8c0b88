using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Reporting;

namespace NtkRepro.Bench;

/// <summary>Compares NtkRepro with what a researcher would write in PyTorch and functorch.</summary>
internal static class Program
{
    private const string Help = """
        [--quick] [--rows NAME ...] [--rounds N]  compares NtkRepro with PyTorch and functorch
        --native                                  with any of these: our side computes with native numerics
        --gpu                                     with any of these: both sides compute on the first CUDA device, ours with native numerics
        work JOB INPUT OUTPUT THREADS             one side of a row: computes, then times a repetition per line `run`
        reproduce ARTIFACTS PRESET JOBS [SET ...] runs the pipeline into a folder
        """;

    public static int Main(string[] arguments)
    {
        try
        {
            if (arguments.Contains(Sides.Gpu, StringComparer.Ordinal))
                Sides.Device = DeviceChoice.Cuda;
            if (arguments.Contains(Sides.Native, StringComparer.Ordinal) || Sides.Device == DeviceChoice.Cuda)
                Sides.Numerics = Numerics.Native;
            return arguments.Where(a => a is not (Sides.Native or Sides.Gpu)).ToArray() switch
            {
                ["work", var job, var input, var output, var threads] => Worker.Run(
                    job,
                    input,
                    output,
                    Number(threads)
                ),
                ["reproduce", var artifacts, var preset, var jobs, .. var sets] => ReproduceCommand.Run(
                    artifacts,
                    preset,
                    Number(jobs),
                    sets
                ),
                var rest => Coordinator.Run(BenchOptions.Parse(rest)),
            };
        }
        catch (FormatException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            Console.Error.WriteLine(Help);
            return ExitCodes.Usage;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
