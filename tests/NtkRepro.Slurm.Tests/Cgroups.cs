namespace NtkRepro.Slurm.Tests;

/// <summary>The kernel's limits on the memory of groups of processes (cgroup v1).</summary>
internal static class Cgroups
{
    /// <summary>The file <c>cgroup.conf</c> that has SLURM use them.</summary>
    public const string Configuration = $"""
        CgroupPlugin=cgroup/v1
        CgroupMountpoint={Mount}
        ConstrainRAMSpace=yes
        ConstrainSwapSpace=yes
        AllowedSwapSpace=0

        """;

    private const string Mount = "/sys/fs/cgroup";
    private const string Memory = $"{Mount}/memory";

    /// <summary>Removes what a cluster left there, the innermost first.</summary>
    public static void Remove(IEnumerable<string> names)
    {
        foreach (var folder in names.Select(n => Path.Combine(Memory, n)).Where(Directory.Exists))
        {
            foreach (
                var inner in Directory
                    .EnumerateDirectories(folder, "*", SearchOption.AllDirectories)
                    .OrderByDescending(d => d.Length)
            )
            {
                Directory.Delete(inner);
            }

            Directory.Delete(folder);
        }
    }

    /// <summary>Why they cannot be used here; null where they can.</summary>
    public static string? Problem => IsWritable() ? null : $"{Memory} is not there, or not ours to write";

    private static bool IsWritable()
    {
        var trial = Path.Combine(Memory, $"trial-{Environment.ProcessId}");
        try
        {
            if (!Directory.Exists(Memory))
            {
                return false;
            }

            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
