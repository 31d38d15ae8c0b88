using System.Diagnostics;
using NtkRepro.Pipeline;
using Xunit.Abstractions;

namespace NtkRepro.Slurm.Tests;

/// <summary>What may happen to jobs, each on a real scheduler.</summary>
[Collection(ClusterTests.Name)]
public sealed class FaultTests(Cluster cluster, ITestOutputHelper output) : IDisposable
{
    private const string Held = "child[s0,t1,c2]";
    private readonly Toy _toy = new(isSmall: true);

    public void Dispose()
    {
        cluster.Clear();
        _toy.Dispose();
    }

    [Fact]
    public void A_stage_that_fails_is_named_with_its_reason_and_log_and_ends_the_other_jobs()
    {
        _toy.Behave(Held, "fail");
        var harness = Harness();
        var result = harness.Run();
        var failed = Assert.Single(result.Failed);

        Assert.Equal((Held, $"{Held} was told to fail"), (failed.Name, failed.Failure));
        Assert.Contains("was told to fail", File.ReadAllText(failed.LogPath!));
        Assert.StartsWith(Path.Combine(_toy.Artifacts, "slurm"), failed.LogPath!);
        Cluster.Eventually(() => harness.Queue().Count == 0, "the other jobs are ended");
    }

    [Fact]
    public void With_keep_going_what_does_not_depend_on_a_failure_is_computed()
    {
        _toy.Behave(Held, "fail");
        var result = Harness(isGoingOn: true).Run();

        Assert.Equal([Held], result.Failed.Select(f => f.Name));
        Assert.Equal(["barrier[s0,t1]", "metrics"], result.Skipped.Select(s => s.Name));
        Assert.Equal(_toy.Size - 3, result.Count(Outcome.Computed));
    }

    [Fact]
    public void A_native_crash_is_that_instances_failure()
    {
        _toy.Behave("parent[s1]", "crash");
        var failed = Assert.Single(Harness().Run().Failed);

        Assert.Equal("parent[s1]", failed.Name);
        Assert.Contains("died while it computed", failed.Failure);
    }

    [Fact]
    public async Task A_job_that_is_lost_with_its_node_is_computed_on_another()
    {
        _toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        var node = NodeOf(harness, Held);
        LoseNode(node, _toy.ProcessOf(Held));
        try
        {
            var result = await run;
            Assert.Equal("", result.FailureText());
            Assert.Equal(2, _toy.Began(Held));
            Assert.Equal(_toy.Size + 1, _toy.AllBegan().Count);
        }
        finally
        {
            cluster.StartNode(node);
            cluster.Tool("scontrol", "update", $"nodename={node}", "state=resume");
            Cluster.Eventually(
                () => !cluster.Tool("sinfo", "-h", "-N", "-o", "%T").Output.Contains("down", StringComparison.Ordinal),
                "the node is back"
            );
        }
    }

    [Fact]
    public async Task A_job_that_is_preempted_and_queued_again_by_the_scheduler_is_computed_again()
    {
        _toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        Preempt();
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Equal(2, _toy.Began(Held));
        Assert.Equal(_toy.Size, TasksOf(_toy));
        Assert.Empty(harness.Warnings);
    }

    [Fact]
    public async Task A_job_that_is_preempted_and_given_up_by_the_scheduler_is_submitted_again()
    {
        using var toy = new Toy("{ partition: scavenge, cpus: 1, max_retries: 2 }", isSmall: true);
        toy.Behave(Held, "hold once");
        var harness = new SlurmHarness(cluster, toy) { Output = output.WriteLine };
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
        EndsOutOfMemory(cluster);

    [CgroupFact]
    public void So_is_one_that_the_kernel_ends()
    {
        using var strict = new Cluster(MemoryLimit.Cgroup);
        EndsOutOfMemory(strict);
    }

    [Fact]
    public async Task A_job_past_its_time_limit_is_tried_again_and_what_waits_for_it_is_queued_anew()
    {
        _toy.Behave(Held, "hold once");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        var job = JobOf(harness, Held);
        EndAsOutOfTime(job);
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Contains($"{Held}: job {job} ran out of its time limit; trying again, 1 of 2", harness.Warnings);
        Assert.Equal(2, _toy.Began(Held));
    }

    [Fact]
    public async Task A_job_that_someone_cancels_is_not_tried_again()
    {
        _toy.Behave(Held, "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        var job = JobOf(harness, Held);
        cluster.Tool("scancel", job);
        var failed = Assert.Single((await run).Failed);

        Assert.Equal((Held, $"job {job} was cancelled; run again to go on"), (failed.Name, failed.Failure));
        _toy.Release(Held);
        Assert.Equal("", Harness().Run().FailureText());
    }

    [Fact]
    public async Task When_someone_cancels_all_jobs_none_is_tried_again()
    {
        _toy.Behave("data", "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => harness.Queue().Count == _toy.Size && _toy.Began("data") == 1, "all jobs are queued");
        cluster.Tool("scancel", "--user", Environment.UserName);
        var result = await run;

        Assert.Contains("was cancelled; run again to go on", Assert.Single(result.Failed).Failure);
        Cluster.Eventually(() => harness.Queue().Count == 0, "nothing is queued");
        Assert.Equal(["data"], _toy.AllBegan());
    }

    [Fact]
    public async Task While_the_scheduler_is_away_jobs_go_on_and_the_run_ends_once_it_is_back()
    {
        _toy.Behave(Held, "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        cluster.StopController();
        Cluster.Eventually(
            () => harness.Warnings.Any(w => w.StartsWith("the scheduler does not answer", StringComparison.Ordinal)),
            "the run notices"
        );
        _toy.Release(Held);
        cluster.StartController();
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Contains("the scheduler answers again", harness.Warnings);
        Assert.Equal(_toy.Size, _toy.AllBegan().Count);
    }

    [Fact]
    public void A_refused_submission_is_told_with_the_schedulers_words_and_the_place_in_the_definition()
    {
        using var toy = new Toy("{ partition: nowhere }");
        var result = new SlurmHarness(cluster, toy).Run();
        var failed = Assert.Single(result.Failed);

        Assert.Contains("invalid partition specified: nowhere", failed.Failure);
        Assert.Contains("executors.slurm, pipeline.yaml:6:3, for stage data", failed.Failure);
        Assert.Empty(toy.AllBegan());
    }

    [Theory]
    [InlineData(1, true, "Socket timed out on send/recv operation", "the scheduler does not answer")]
    [InlineData(2, false, "Job violates accounting/QOS policy (job submit limit)", "the queue takes no more jobs now")]
    public void What_the_scheduler_did_not_confirm_or_had_no_room_for_is_queued_once(
        int call,
        bool isTaken,
        string error,
        string warning
    )
    {
        var harness = Harness(tools: FailingTools(call, isTaken, error));
        var result = harness.Run();

        Assert.Equal("", result.FailureText());
        Assert.Equal(_toy.Size, _toy.AllBegan().Count);
        Assert.Contains(harness.Warnings, w => w.StartsWith(warning, StringComparison.Ordinal));
        Assert.Equal(_toy.Size, TasksOf(_toy));
    }

    [Fact]
    public async Task An_interrupted_run_leaves_its_jobs_and_is_taken_up_again()
    {
        _toy.Behave(Held, "hold");
        using var interruption = new CancellationTokenSource();
        var first = Harness();
        var run = first.Start(interruption.Token);
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        interruption.Cancel();
        var left = await run;
        Assert.True(left.Cancelled);
        Assert.InRange(left.Left!.Count, 1, _toy.Size);

        _toy.Release(Held);
        var second = Harness(isResuming: true);
        Assert.Equal("", second.Run().FailureText());
        Assert.Equal(_toy.Size, _toy.AllBegan().Count);
    }

    [Fact]
    public async Task The_same_run_started_twice_submits_once()
    {
        _toy.Behave("data", "hold");
        var (first, second) = (Harness(), Harness());
        var one = first.Start();
        Cluster.Eventually(() => first.Queue().Count == _toy.Size, "all jobs are queued");
        var two = second.Start();
        Cluster.Eventually(() => second.Warnings.Any(), "the second run sees the first");
        _toy.Release("data");
        var results = await Task.WhenAll(one, two);

        Assert.All(results, r => Assert.Equal("", r.FailureText()));
        Assert.Equal(_toy.Size, _toy.AllBegan().Count);
    }

    [Fact]
    public async Task Who_only_watched_takes_over_when_the_first_leaves()
    {
        _toy.Behave(Held, "hold once");
        using var interruption = new CancellationTokenSource();
        var (first, second) = (Harness(), Harness());
        var one = first.Start(interruption.Token);
        Cluster.Eventually(() => _toy.Began(Held) == 1, "the job computes");
        var two = second.Start();
        Cluster.Eventually(() => second.Warnings.Any(), "the second run sees the first");
        interruption.Cancel();
        await one;
        EndAsOutOfTime(JobOf(second, Held));
        var result = await two;

        Assert.Equal("", result.FailureText());
        Assert.Contains(second.Warnings, w => w.Contains("trying again, 1 of 2", StringComparison.Ordinal));
        Assert.Equal(_toy.Size + 1, _toy.AllBegan().Count);
    }

    [Fact]
    public async Task Code_or_parameters_edited_while_jobs_wait_are_not_mixed_in()
    {
        _toy.Behave("data", "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => harness.Queue().Count == _toy.Size && _toy.Began("data") == 1, "data computes");
        var definition = Path.Combine(_toy.Folder, "pipeline.yaml");
        File.WriteAllText(
            definition,
            File.ReadAllText(definition).Replace("child: 1 }", "child: 7 }", StringComparison.Ordinal)
        );
        _toy.Release("data");
        var failed = (await run).Failed;

        Assert.NotEmpty(failed);
        Assert.All(failed, f => Assert.Contains("changed after the jobs were submitted", f.Failure));
        Assert.Equal(["data"], _toy.AllBegan());
    }

    private void EndsOutOfMemory(Cluster limited)
    {
        using var toy = new Toy("{ memory: 1G, stages: { child: { memory: 400M } } }", isSmall: true);
        toy.Behave(Held, "eat");
        var harness = new SlurmHarness(limited, toy) { KeepGoing = true, Output = output.WriteLine };
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
        var (code, text) = cluster.Tool(
            "sbatch",
            "--partition=urgent",
            "--exclusive",
            "--nodes=2",
            "--output=/dev/null",
            "--wrap=sleep 0.5"
        );
        Assert.True(code == 0, text);
    }

    // Limits count in minutes; an administrator may set the end itself.
    private void EndAsOutOfTime(string job)
    {
        var (code, text) = cluster.Tool("scontrol", "update", $"JobId={job}", "EndTime=now+1seconds");
        Assert.True(code == 0, text);
    }

    private SlurmHarness Harness(bool isGoingOn = false, bool isResuming = false, string? tools = null) =>
        new(cluster, _toy)
        {
            KeepGoing = isGoingOn,
            IsResuming = isResuming,
            Tools = tools,
            Output = output.WriteLine,
        };

    /// <summary>The task of a running instance, <c>12_3</c>: the one whose output has its process.</summary>
    private string JobOf(SlurmHarness harness, string instance)
    {
        var process = _toy.ProcessOf(instance);
        var text = File.ReadAllText($"/proc/{process}/environ").Split('\0');
        string Variable(string name) =>
            text.Single(v => v.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
        var task = $"{Variable("SLURM_ARRAY_JOB_ID")}_{Variable("SLURM_ARRAY_TASK_ID")}";
        Assert.Contains($"{task} RUNNING", harness.Queue());
        return task;
    }

    /// <summary>The cluster's commands, but for one call of <c>sbatch</c> that ends in an error, with or without a job.</summary>
    private string FailingTools(int call, bool isTaken, string error)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_toy.Folder, "tools")).FullName;
        foreach (var tool in new[] { "squeue", "sacct", "scancel" })
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), Path.Combine(cluster.Tools, tool));
        }

        var sbatch = Path.Combine(cluster.Tools, "sbatch");
        var file = Path.Combine(folder, "sbatch");
        File.WriteAllText(
            file,
            $"""
            #!/bin/sh
            echo >> '{folder}/calls'
            if [ $(wc -l < '{folder}/calls') = {call} ]; then
              {(isTaken ? $"'{sbatch}' \"$@\" > /dev/null" : ":")}
              echo 'sbatch: error: Batch job submission failed: {error}' >&2
              exit 1
            fi
            exec '{sbatch}' "$@"

            """
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>How many tasks the scheduler ever had of the toy's run.</summary>
    private int TasksOf(Toy toy)
    {
        var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(toy.Artifacts, "slurm"))));
        return cluster
            .Tool("squeue", "--noheader", "--array", "--states=all", $"--name={name}", "--format=%i")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length;
    }

    private string NodeOf(SlurmHarness harness, string instance) =>
        cluster.Tool("squeue", "--noheader", $"--jobs={JobOf(harness, instance)}", "--format=%N").Output.Trim();

    /// <summary>What a power cut does: neither the node's daemon, nor the job's keeper, nor the job can say anything any more.</summary>
    private void LoseNode(string node, int process)
    {
        var parent = File.ReadAllLines($"/proc/{process}/status")
            .Single(l => l.StartsWith("PPid:", StringComparison.Ordinal))
            .Split('\t')[1];
        Assert.StartsWith("slurmstepd", File.ReadAllText($"/proc/{parent}/comm"));
        cluster.Kill(node);
        foreach (var id in new[] { int.Parse(parent, System.Globalization.CultureInfo.InvariantCulture), process })
        {
            using var lost = Process.GetProcessById(id);
            lost.Kill();
        }

        cluster.Tool("scontrol", "update", $"nodename={node}", "state=down", "reason=lost");
    }
}
