namespace NtkRepro.Slurm.Tests;

/// <summary>A test that needs a host whose kernel lets it limit the memory of processes (cgroup v1); skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CgroupFactAttribute : FactAttribute
{
    /// <summary>The file <c>cgroup.conf</c> for it.</summary>
    public const string Configuration = $"""
        CgroupPlugin=cgroup/v1
        CgroupMountpoint={Mount}
        ConstrainRAMSpace=yes
        ConstrainSwapSpace=yes
        AllowedSwapSpace=0

        """;

    private const string Mount = "/sys/fs/cgroup";
    private const string Memory = $"{Mount}/memory";

    public CgroupFactAttribute()
    {
        if (!IsWritable())
        {
            Skip = $"{Memory} is not there, or not ours to write";
        }
    }

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
