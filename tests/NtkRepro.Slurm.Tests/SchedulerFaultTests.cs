namespace NtkRepro.Slurm.Tests;

/// <summary>What the scheduler may do to a run: be away, refuse, or leave it in doubt.</summary>
public sealed class SchedulerFaultTests(Cluster cluster, ITestOutputHelper output) : ToyOnCluster(cluster, output)
{
    [Fact]
    public async Task While_the_scheduler_is_away_jobs_go_on_and_the_run_ends_once_it_is_back()
    {
        Toy.Behave(Held, "hold");
        var harness = Harness();
        var run = harness.Start();
        Cluster.Eventually(() => Toy.Began(Held) == 1, "the job computes");
        Cluster.StopController();
        Cluster.Eventually(
            () => harness.Warnings.Any(w => w.StartsWith("the scheduler does not answer", StringComparison.Ordinal)),
            "the run notices"
        );
        Toy.Release(Held);
        Cluster.StartController();
        var result = await run;

        Assert.Equal("", result.FailureText());
        Assert.Contains("the scheduler answers again", harness.Warnings);
        Assert.Equal(Toy.Size, Toy.AllBegan().Count);
    }

    [Fact]
    public void A_refused_submission_is_told_with_the_schedulers_words_and_the_place_in_the_definition()
    {
        using var toy = new Toy("{ partition: nowhere }");
        var result = new SlurmHarness(Cluster, toy).Run();
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
        Assert.Equal(Toy.Size, Toy.AllBegan().Count);
        Assert.Contains(harness.Warnings, w => w.StartsWith(warning, StringComparison.Ordinal));
        Assert.Equal(Toy.Size, Tasks());
    }

    /// <summary>The cluster's commands, but for one call of <c>sbatch</c> that ends in an error, with or without a job.</summary>
    private string FailingTools(int call, bool isTaken, string error)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Toy.Folder, "tools")).FullName;
        foreach (var tool in new[] { "squeue", "sacct", "scancel" })
        {
            File.CreateSymbolicLink(Path.Combine(folder, tool), Path.Combine(Cluster.Tools, tool));
        }

        var sbatch = Path.Combine(Cluster.Tools, "sbatch");
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
}
