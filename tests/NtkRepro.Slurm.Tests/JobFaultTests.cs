using System.Diagnostics;
using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

/// <summary>What may happen to jobs, each on a real scheduler.</summary>
public sealed class JobFaultTests(Cluster cluster, ITestOutputHelper output) : ToyOnCluster(cluster, output)
{
    [Fact]
    public void A_stage_that_fails_is_named_with_its_reason_and_log_and_ends_the_other_jobs()
    {
        Toy.Behave(Held, "fail");
        var harness = Harness();
        var result = harness.Run();
        var failed = Assert.Single(result.Failed);

        Assert.Equal((Held, $"{Held} was told to fail"), (failed.Name, failed.Failure));
        Assert.Contains("was told to fail", File.ReadAllText(failed.LogPath!));
        Assert.StartsWith(Path.Combine(Toy.Artifacts, "slurm"), failed.LogPath!);
        Cluster.Eventually(() => harness.Queue().Count == 0, "the other jobs are ended");
    }

    [Fact]
    public void With_keep_going_what_does_not_depend_on_a_failure_is_computed()
    {
        Toy.Behave(Held, "fail");
        var result = Harness(isGoingOn: true).Run();

        Assert.Equal([Held], result.Failed.Select(f => f.Name));
        Assert.Equal(["barrier[s0,t1]", "metrics"], result.Skipped.Select(s => s.Name));
        Assert.Equal(Toy.Size - 3, result.Count(Outcome.Computed));
    }

    [Fact]
    public void A_native_crash_is_that_instances_failure()
    {
        Toy.Behave("parent[s1]", "crash");
        var failed = Assert.Single(Harness().Run().Failed);

        Assert.Equal("parent[s1]", failed.Name);
        Assert.Contains("died while it computed", failed.Failure);
    }

    [Fact]
    public async Task A_job_that_is_lost_with_its_node_is_computed_on_another()
    {
        Toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        var node = NodeOf(harness, Held);
        LoseNode(node, Toy.ProcessOf(Held));
        try
        {
            var result = await run;
            Assert.Equal("", result.FailureText());
            Assert.Equal(2, Toy.Began(Held));
            Assert.Equal(Toy.Size + 1, Toy.AllBegan().Count);
        }
        finally
        {
            Cluster.StartNode(node);
            Cluster.Tool("scontrol", "update", $"nodename={node}", "state=resume");
            Cluster.Eventually(
                () => !Cluster.Tool("sinfo", "-h", "-N", "-o", "%T").Output.Contains("down", StringComparison.Ordinal),
                "the node is back"
            );
        }
    }

    [Fact]
    public async Task A_job_that_is_preempted_and_queued_again_by_the_scheduler_is_computed_again()
    {
        Toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        Preempt();
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Equal(2, Toy.Began(Held));
        Assert.Equal(Toy.Size, Tasks());
        Assert.Empty(harness.Warnings);
    }

    [Fact]
    public async Task A_job_that_is_preempted_and_given_up_by_the_scheduler_is_submitted_again()
    {
        using var toy = new Toy("{ partition: scavenge, cpus: 1, max_retries: 2 }", isSmall: true);
        toy.Behave(Held, "hold once");
        var harness = new SlurmHarness(Cluster, toy) { Output = Output };
        var run = harness.Start();
        Cluster.Eventually(() => toy.Began(Held) == 1, "the job computes");
        Preempt();
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Contains(
            harness.Warnings,
            w =>
                w.StartsWith($"{Held}: job ", StringComparison.Ordinal)
                && w.EndsWith(" was preempted; trying again, 1 of 2", StringComparison.Ordinal)
        );
        Assert.Equal(2, toy.Began(Held));
    }

    [Fact]
    public void A_job_over_its_memory_is_not_tried_again_and_the_setting_to_raise_is_named() =>
        EndsOutOfMemory(Cluster);

    [CgroupFact]
    public void So_is_one_that_the_kernel_ends()
    {
        using var strict = new Cluster(MemoryLimit.Cgroup);
        EndsOutOfMemory(strict);
    }

    [Fact]
    public async Task A_job_past_its_time_limit_is_tried_again_and_what_waits_for_it_is_queued_anew()
    {
        Toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        var job = JobOf(harness, Held);
        EndAsOutOfTime(job);
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Contains($"{Held}: job {job} ran out of its time limit; trying again, 1 of 2", harness.Warnings);
        Assert.Equal(2, Toy.Began(Held));
    }

    [Fact]
    public async Task A_job_that_someone_cancels_is_not_tried_again()
    {
        Toy.Behave(Held, "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        var job = JobOf(harness, Held);
        Cluster.Tool("scancel", job);
        var failed = Assert.Single((await run).Failed);

        Assert.Equal((Held, $"job {job} was cancelled; run again to go on"), (failed.Name, failed.Failure));
        Toy.Release(Held);
        Assert.Equal("", Harness().Run().FailureText());
    }

    [Fact]
    public async Task When_someone_cancels_all_jobs_none_is_tried_again()
    {
        Toy.Behave("data", "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => harness.Queue().Count == Toy.Size && Toy.Began("data") == 1, "all jobs are queued");
        Cluster.Tool("scancel", "--user", Environment.UserName);
        var result = await run;

        Assert.Contains("was cancelled; run again to go on", Assert.Single(result.Failed).Failure);
        Cluster.Eventually(() => harness.Queue().Count == 0, "nothing is queued");
        Assert.Equal(["data"], Toy.AllBegan());
    }

    private void EndsOutOfMemory(Cluster limited)
    {
        using var toy = new Toy("{ memory: 1G, stages: { child: { memory: 400M } } }", isSmall: true);
        toy.Behave(Held, "eat");
        var harness = new SlurmHarness(limited, toy) { KeepGoing = true, Output = Output };
        var failed = Assert.Single(harness.Run().Failed);

        Assert.Equal(Held, failed.Name);
        Assert.Matches(
            "^job [0-9]+_[0-9]+ ran out of memory; raise executors.slurm.memory or executors.slurm.stages.child.memory$",
            failed.Failure
        );
        Assert.Contains("slurmstepd", File.ReadAllText(failed.LogPath!));
        Assert.Equal(1, toy.Began(Held));
    }

    /// <summary>Something that goes first needs all nodes for a moment.</summary>
    private void Preempt()
    {
        var (code, text) = Cluster.Tool(
            "sbatch",
            "--partition=urgent",
            "--exclusive",
            "--nodes=2",
            "--output=/dev/null",
            "--wrap=sleep 0.5"
        );
        Assert.True(code == 0, text);
    }

    private string NodeOf(SlurmHarness harness, string instance) =>
        Cluster.Tool("squeue", "--noheader", $"--jobs={JobOf(harness, instance)}", "--format=%N").Output.Trim();

    /// <summary>What a power cut does: neither the node's daemon, nor the job's keeper, nor the job can say anything any more.</summary>
    private void LoseNode(string node, int process)
    {
        var parent = File.ReadAllLines($"/proc/{process}/status")
            .Single(l => l.StartsWith("PPid:", StringComparison.Ordinal))
            .Split('\t')[1];
        Assert.StartsWith("slurmstepd", File.ReadAllText($"/proc/{parent}/comm"));
        Cluster.Kill(node);
        foreach (var id in new[] { int.Parse(parent, System.Globalization.CultureInfo.InvariantCulture), process })
        {
            using var lost = Process.GetProcessById(id);
            lost.Kill();
        }

        Cluster.Tool("scontrol", "update", $"nodename={node}", "state=down", "reason=lost");
    }
}
