namespace NtkRepro.Bench;

/// <summary>How time and memory grow with the work.</summary>
internal static class ScalingSection
{
    public const string Name = "scaling";

    private static readonly int[] Probes = [50, 100, 200, 400, 800, 1600];
    private const int QuickProbes = 100;

    /// <summary>The tangent kernel on ever more probes, each time in fresh processes.</summary>
    /// <exception cref="WorkerFailedException">A worker failed.</exception>
    /// <exception cref="CheckFailedException">Both sides computed different kernels.</exception>
    public static IEnumerable<KernelScalingRow> Kernels(Workbench bench, bool quick)
    {
        foreach (var probes in Probes.Where(p => !quick || p <= QuickProbes))
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            var job = new Comparison("ntk", f => f.Kernel("cnn", probes));
            var ours = job.Once(isOurs: true, threads: 1, bench);
            var theirs = job.Once(isOurs: false, threads: 1, bench);
            job.Check(bench);
            yield return new KernelScalingRow(probes, ours.Seconds, theirs.Seconds, ours.Peak / 1e6, theirs.Peak / 1e6);
        }
    }

    /// <summary>The preset <c>smoke</c> with one and two jobs, and with more children.</summary>
    /// <exception cref="WorkerFailedException">A run failed.</exception>
    public static IEnumerable<ReproduceScalingRow> Reproductions(Workbench bench)
    {
        foreach (var (jobs, children) in new[] { (1, 2), (2, 2), (2, 4), (2, 8) })
        {
            bench.Cancellation.ThrowIfCancellationRequested();
            var numbers = string.Join(", ", Enumerable.Range(1, children));
            using var run = OwnReproduction.Run("smoke", jobs, [$"spawn.children=[{numbers}]"], bench.Folder);
            yield return new ReproduceScalingRow(jobs, children, run.Seconds);
        }
    }
}
