namespace NtkRepro.Slurm.Tests;

/// <summary>A test that needs <see cref="Cgroups"/>; skipped with the reason where they cannot be used.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CgroupFactAttribute : FactAttribute
{
    public CgroupFactAttribute() => Skip = Cgroups.Problem;
}
