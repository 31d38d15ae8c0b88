namespace NtkRepro.Slurm.Tests;

/// <summary>Runs that are left, taken up again, started twice, or whose pipeline is edited under them.</summary>
public sealed class FollowingTests(Cluster cluster, ITestOutputHelper output) : ToyOnCluster(cluster, output)
{
    [Fact]
    public async Task An_interrupted_run_leaves_its_jobs_and_is_taken_up_again()
    {
        Toy.Behave(Held, "hold");
        using var interruption = new CancellationTokenSource();
        var first = Harness();
        var run = first.Start(interruption.Token);
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        interruption.Cancel();
        var left = await run;
        Assert.True(left.Cancelled);
        Assert.InRange(left.Left!.Count, 1, Toy.Size);

        Toy.Release(Held);
        var second = Harness(isResuming: true);
        Assert.Equal("", second.Run().FailureText());
        Assert.Equal(Toy.Size, Toy.AllBegan().Count);
    }

    [Fact]
    public async Task The_same_run_started_twice_submits_once()
    {
        Toy.Behave("data", "hold");
        var (first, second) = (Harness(), Harness());
        var one = first.Start();
        Cluster.Eventually(() => first.Queue().Count == Toy.Size, "all jobs are queued");
        var two = second.Start();
        Cluster.Eventually(() => second.Warnings.Any(), "the second run sees the first");
        Toy.Release("data");
        var results = await Task.WhenAll(one, two);

        Assert.All(results, r => Assert.Equal("", r.FailureText()));
        Assert.Equal(Toy.Size, Toy.AllBegan().Count);
    }

    [Fact]
    public async Task Who_only_watched_takes_over_when_the_first_leaves()
    {
        Toy.Behave(Held, "hold once");
        using var interruption = new CancellationTokenSource();
        var (first, second) = (Harness(), Harness());
        var one = first.Start(interruption.Token);
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        var two = second.Start();
        Cluster.Eventually(() => second.Warnings.Any(), "the second run sees the first");
        interruption.Cancel();
        await one;
        EndAsOutOfTime(JobOf(second, Held));
        var result = await two;

        Assert.Equal("", result.FailureText());
        Assert.Contains(second.Warnings, w => w.Contains("trying again, 1 of 2", StringComparison.Ordinal));
        Assert.Equal(Toy.Size + 1, Toy.AllBegan().Count);
    }

    [Fact]
    public async Task Code_or_parameters_edited_while_jobs_wait_are_not_mixed_in()
    {
        Toy.Behave("data", "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => harness.Queue().Count == Toy.Size && Toy.Began("data") == 1, "data computes");
        var definition = Path.Combine(Toy.Folder, "pipeline.yaml");
        File.WriteAllText(
            definition,
            File.ReadAllText(definition).Replace("child: 1 }", "child: 7 }", StringComparison.Ordinal)
        );
        Toy.Release("data");
        var failed = (await run).Failed;

        Assert.NotEmpty(failed);
        Assert.All(failed, f => Assert.Contains("changed after the jobs were submitted", f.Failure));
        Assert.Equal(["data"], Toy.AllBegan());
    }
}
