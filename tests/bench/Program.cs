using System.Globalization;
using NtkRepro.Reporting;

namespace NtkRepro.Bench;

/// <summary>Compares NtkRepro with what a researcher would write in PyTorch and functorch.</summary>
internal static class Program
{
    private const string Help = """
        [--quick] [--rows NAME ...] [--rounds N]  compares NtkRepro with PyTorch and functorch
        work JOB INPUT OUTPUT THREADS             one side of a row: computes, then times a repetition per line `run`
        reproduce ARTIFACTS PRESET JOBS [SET ...] runs the pipeline into a folder
        """;

    public static int Main(string[] arguments)
    {
        try
        {
            return arguments switch
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
                _ => Coordinator.Run(BenchOptions.Parse(arguments)),
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
