namespace NtkRepro.Pipeline.Tests;

/// <summary>What is read from the scheduler, and what is made of it.</summary>
public sealed class SchedulerTextTests
{
    [Fact]
    public void A_line_of_the_queue_is_a_task()
    {
        Assert.Equal(
            new SlurmTask("12", 3, "RUNNING", "None", "n1", Array: 4),
            SlurmTask.Parse("12|3|RUNNING|None|n1|4")
        );
        Assert.Equal(
            new SlurmTask("12", SlurmTask.Rest, "CANCELLED", "Dependency", "", Array: 4),
            SlurmTask.Parse("12|N/A|CANCELLED|Dependency||4")
        );
        Assert.Null(SlurmTask.Parse("13|N/A|RUNNING|None|n1|(null)"));
        Assert.Null(SlurmTask.Parse("slurm_load_jobs error"));
    }

    [Theory]
    [InlineData("12_3|TIMEOUT|n1", "TIMEOUT")]
    [InlineData("12_3|CANCELLED by 1000|n1", "CANCELLED")]
    public void A_line_of_the_accounting_is_a_task(string line, string state)
    {
        var task = SlurmTask.ParseAccounting(line)!;

        Assert.Equal(("12_3", state, false), (task.Name, task.State, task.IsAlive));
        Assert.Null(SlurmTask.ParseAccounting("12_[4-9]|PENDING|None assigned"));
    }

    [Theory]
    [InlineData("PENDING", true)]
    [InlineData("RUNNING", true)]
    [InlineData("SOMETHING_NEW", true)]
    [InlineData("COMPLETED", false)]
    [InlineData("NODE_FAIL", false)]
    public void A_state_tells_whether_to_wait(string state, bool isAlive) => Assert.Equal(isAlive, Task(state).IsAlive);

    [Theory]
    [InlineData("5|1|CANCELLED|DependencyNeverSatisfied||4", true)]
    [InlineData("5|N/A|CANCELLED|DependencyNeverSatisfied||4", true)]
    [InlineData("5|N/A|CANCELLED|Dependency||4", false)]
    [InlineData("5|1|CANCELLED|None|n1|4", false)]
    [InlineData("5|1|PENDING|DependencyNeverSatisfied||4", false)]
    public void What_the_scheduler_drops_for_another_tasks_failure_was_cancelled_by_nobody(
        string line,
        bool isOrphan
    ) => Assert.Equal(isOrphan, SlurmTask.Parse(line)!.IsOrphan);

    [Theory]
    [InlineData("TIMEOUT", true, "ran out of its time limit")]
    [InlineData("NODE_FAIL", true, "was lost with its node n1")]
    [InlineData("PREEMPTED", true, "was preempted")]
    [InlineData("OUT_OF_MEMORY", false, "ran out of memory")]
    [InlineData("CANCELLED", false, "was cancelled")]
    public void What_happened_to_a_job_decides_whether_it_is_tried_again(string state, bool isRetried, string message)
    {
        var end = JobEnd.Of(Task(state), status: null, "kernel", output: "");

        Assert.Equal((isRetried, message), (end.IsRetried, end.Message));
    }

    [Theory]
    [InlineData("slurmstepd-n1: error: StepId=1.batch exceeded memory limit (434671616 > 209715200), being killed")]
    [InlineData("slurmstepd: error: Exceeded job memory limit")]
    [InlineData(
        "slurmstepd: error: Detected 1 oom_kill event in StepId=1.batch. Some of the step tasks have been OOM Killed."
    )]
    public void Where_the_state_says_only_that_it_failed_the_nodes_words_say_why(string line)
    {
        var running = new InstanceStatus(JobPhase.Running);

        Assert.Equal("ran out of memory", JobEnd.Of(Task("FAILED"), running, "kernel", $"a\n{line}\nb").Message);
        Assert.Equal("died while it computed", JobEnd.Of(Task("FAILED"), running, "kernel", $"it says {line}").Message);
    }

    [Fact]
    public void Advice_names_the_setting_and_a_failures_own_words_come_first()
    {
        Assert.Equal(
            "raise executors.slurm.memory or executors.slurm.stages.kernel.memory",
            JobEnd.Of(Task("OUT_OF_MEMORY"), status: null, "kernel", output: "").Advice
        );
        Assert.Equal(
            ("no luck", false),
            JobEnd.Of(Task("FAILED"), new InstanceStatus(JobPhase.Failed, Text: "no luck"), "kernel", output: "")
                is var end
                ? (end.Message, end.IsRetried)
                : default
        );
        Assert.True(JobEnd.Of(task: null, status: null, "kernel", output: "").IsRetried);
    }

    [Fact]
    public void A_status_comes_back_as_it_was_written_whatever_its_text_holds()
    {
        var file = Path.GetTempFileName();
        try
        {
            var status = new InstanceStatus(JobPhase.Failed, 0.25, "two\nlines\tand a tab");
            status.Write(file);
            Assert.Equal(status, InstanceStatus.Read(file));
            File.WriteAllText(file, "half a li");
            Assert.Null(InstanceStatus.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_script_runs_the_instance_of_its_task_after_the_setup()
    {
        var array = new JobArray
        {
            Number = 0,
            Stage = "child",
            Tasks = [new ArrayTask(0, 0, "child[a]"), new ArrayTask(4, 0, "child[b]")],
        };
        var settings = new SlurmSettings { Setup = ["module load dotnet"], Launcher = "apptainer exec x.sif" };

        Assert.Equal(
            """
            #!/bin/bash
            case $SLURM_ARRAY_TASK_ID in
            0) instance='child[a]' ;;
            4) instance='child[b]' ;;
            esac
            module load dotnet || exit
            exec apptainer exec x.sif run 'it'\''s' "$instance"

            """.ReplaceLineEndings("\n"),
            JobScript.Write(array, ["run", "it's"], settings)
        );
    }

    private static SlurmTask Task(string state) => new("12", 3, state, "None", "n1", Array: 0);
}
