using System.Globalization;
using System.Runtime.InteropServices;
using NtkRepro.Data;

namespace NtkRepro.Bench;

/// <summary>Says on what the numbers were measured.</summary>
internal static class MachineText
{
    /// <summary>Processor, versions of both sides, and how busy the machine is.</summary>
    /// <param name="theirs">What the other side computes with.</param>
    public static string Describe(string theirs) =>
        $"{Gpu()}{Processor()}, {Environment.ProcessorCount} cores; load average {Load()}\n"
        + $"ours: libtorch {EngineLibraries.Version} with {Numerics()} numerics on {RuntimeInformation.FrameworkDescription}; theirs: {theirs}";

    private static string Numerics() => $"{Sides.Numerics}".ToLowerInvariant();

    private static string Gpu() =>
        Sides.Device == DeviceChoice.Cuda
            ? WholeProcess
                .Run("python3", Sides.TheirsInline("import torch; print(torch.cuda.get_device_name(0))"))
                .Output.Trim() + "; "
            : "";

    private static string Processor()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    // Over one minute; 1 is one busy core.
    private static string Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
            .ToString("0.0", CultureInfo.InvariantCulture);
}
