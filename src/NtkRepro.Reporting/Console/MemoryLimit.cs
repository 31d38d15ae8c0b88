using System.Globalization;

namespace NtkRepro.Reporting;

/// <summary>Says beforehand that there is little memory: the system ends a process that asks for more, and it cannot say why any more.</summary>
internal static class MemoryLimit
{
    // The smoke preset needs about half of it, two instances side by side.
    private const long Little = 1L << 30;

    // Of what a container or a job grants, .NET takes three quarters for itself.
    private static long Granted => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 3 * 4;

    /// <summary>The warning for this process; null where there is enough.</summary>
    public static string? Warning() => Warning(Granted);

    /// <summary>The warning for what is granted.</summary>
    /// <param name="granted">Bytes.</param>
    public static string? Warning(long granted) =>
        granted >= Little
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the system grants about {granted >> 20} MiB of memory, and ends the program without a word if it needs more; 1024 are enough for small networks, and --jobs 1 needs less"
            );
}
