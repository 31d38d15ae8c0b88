using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

/// <summary>The reproduction itself, with one network, spawned once.</summary>
[Collection(ClusterTests.Name)]
public sealed class ReproductionTests(Cluster cluster) : IDisposable
{
    private static readonly string[] s_sets =
    [
        "run.models.fashion-mnist=[cnn]",
        "spawn.times.cnn=[0]",
        "linearized.times.cnn=[0]",
        "linearized.onset.cnn=[0]",
        "kernel.grid=[0, 4]",
    ];
    private readonly string _here = Directory.CreateTempSubdirectory("here-").FullName;
    private readonly string _there = Directory.CreateTempSubdirectory("there-").FullName;

    public void Dispose()
    {
        cluster.Clear();
        Directory.Delete(_here, recursive: true);
        Directory.Delete(_there, recursive: true);
    }

    [Fact]
    public void A_small_smoke_run_on_two_nodes_ends_in_the_bytes_of_a_local_run()
    {
        var here = SmokeRun.Here(_here, s_sets);
        var there = SmokeRun.There(_there, s_sets, cluster);

        Assert.Equal("", here.FailureText());
        Assert.Equal("", there.FailureText());
        Assert.Equal(here.Instances.Count, there.Count(Outcome.Computed));
        Assert.Equal(SmokeRun.Hashes(here), SmokeRun.Hashes(there));
    }
}
