using System.Runtime.CompilerServices;

namespace NtkRepro.Slurm.Tests;

/// <summary>A test that needs <see cref="Cgroups"/>; skipped with the reason where they cannot be used.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CgroupFactAttribute : FactAttribute
{
    public CgroupFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Cgroups.Problem;
}
