using System.Diagnostics;
using System.Globalization;
using NtkRepro.Reporting;

namespace NtkRepro.Slurm.Tests;

/// <summary>The commands as a person calls them, each in a process of its own.</summary>
[Collection(ClusterTests.Name)]
public sealed class CommandTests(Cluster cluster) : IDisposable
{
    private const string CtrlC = "\x3";
    private readonly string _artifacts = Directory.CreateTempSubdirectory("artifacts-").FullName;

    public void Dispose()
    {
        cluster.Clear();
        Directory.Delete(_artifacts, recursive: true);
    }

    [Fact]
    public void Without_slurm_a_run_ends_with_one_line_and_leaves_nothing()
    {
        var (code, output, errors) = End(Start("run", "slurm", tools: Directory.CreateDirectory(In("empty")).FullName));

        Assert.Equal(
            (
                ExitCodes.Failure,
                "",
                "there is no 'squeue' here: run this on a host from which jobs of SLURM can be submitted\n"
            ),
            (code, output, errors)
        );
        Assert.False(Directory.Exists(In("slurm")));
    }

    [Theory]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller (connect failure)")]
    [InlineData("squeue: fatal: Could not establish a configuration source")]
    public void A_scheduler_that_cannot_be_reached_ends_a_run_with_one_line(string message)
    {
        var tools = Directory.CreateDirectory(In("tools")).FullName;
        var squeue = Path.Combine(tools, "squeue");
        File.WriteAllText(squeue, $"#!/bin/sh\necho '{message}' >&2\nexit 1\n");
        File.SetUnixFileMode(squeue, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (code, output, errors) = End(Start("run", "slurm", tools));

        Assert.Equal((ExitCodes.Failure, ""), (code, output));
        Assert.StartsWith("squeue: ", errors);
        Assert.EndsWith($"{message}\n", errors);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void An_executor_that_is_none_is_a_mistake_of_the_command_line() =>
        Assert.Equal(
            (ExitCodes.Usage, "", "--executor slrum: unknown executor 'slrum'; did you mean 'slurm'?\n"),
            End(Start("run", "slrum", cluster.Tools))
        );

    [Fact]
    public void Without_a_run_status_says_so() =>
        Assert.Equal(
            (ExitCodes.Success, "No run on SLURM was started from here (./build.sh Reproduce --executor slurm).\n", ""),
            End(Start("status", "local", cluster.Tools))
        );

    [Fact]
    public void An_interrupted_run_says_how_to_go_on_and_how_to_end_it_and_status_follows_it_to_the_end()
    {
        Process status;
        Partition("down");
        try
        {
            var run = Start("run", "slurm", cluster.Tools);
            Cluster.Eventually(() => Queue().Length == 1, "the job is queued");
            Interrupt(run);
            var (code, _, errors) = End(run);
            var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(In("slurm"))));

            Assert.Equal(ExitCodes.Interrupted, code);
            Assert.Equal(
                $"1 job goes on. ./build.sh Status follows it; scancel --name={name} ends it.",
                errors.Split('\n')[0]
            );
            Assert.Equal([name], Queue());
            // What ends before it is followed is not told.
            status = Start("status", "local", cluster.Tools);
            Assert.Contains(name, status.StandardOutput.ReadLine());
        }
        finally
        {
            Partition("up");
        }

        var (ended, output, problems) = End(status);
        Assert.Equal((ExitCodes.Success, ""), (ended, problems));
        Assert.Contains("[1/1] data[fashion-mnist]", output);
        Assert.Empty(Queue());
    }

    [Fact]
    public void Targets_of_stages_submit_once_when_the_last_of_them_runs()
    {
        Partition("down");
        try
        {
            var run = Start("stages", "slurm", cluster.Tools);
            // The data and two parents, which wait for them.
            Cluster.Eventually(() => Queue().Length == 3, "the jobs of both stages are queued");
            Interrupt(run);
            var (code, output, errors) = End(run);
            var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(In("slurm"))));

            Assert.Equal(ExitCodes.Interrupted, code);
            Assert.StartsWith("Data ends: 0, 0 numbers\n", output);
            Assert.Equal(
                $"3 jobs go on. ./build.sh Status follows them; scancel --name={name} ends them.",
                errors.Split('\n')[0]
            );
            Assert.Equal([name, name, name], Queue());
        }
        finally
        {
            Partition("up");
        }
    }

    [Theory]
    [InlineData("y\n", false)]
    [InlineData("n\n", true)]
    [InlineData("\n", true)]
    [InlineData(CtrlC, true)]
    public void On_a_terminal_ctrl_c_asks_whether_to_end_the_jobs(string answer, bool isGoingOn)
    {
        Partition("down");
        try
        {
            using var terminal = new Terminal(Command("run", "slurm"), cluster.Tools);
            Cluster.Eventually(() => Queue().Length == 1, "the job is queued");
            // The terminal would send the signal to it too, before it has told the job's number.
            Cluster.Eventually(() => !IsRunning("sbatch"), "sbatch has ended");
            terminal.Type(CtrlC);
            Cluster.Eventually(() => terminal.Screen.Contains("[y/N]", StringComparison.Ordinal), "it asks");
            terminal.Type(answer);
            var code = terminal.End();
            var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(In("slurm"))));

            Assert.Contains("End the job on the cluster too? [y/N] ", terminal.Screen);
            Assert.Contains(
                isGoingOn
                    ? $"1 job goes on. ./build.sh Status follows it; scancel --name={name} ends it."
                    : "The job was ended.",
                terminal.Screen
            );
            Assert.Equal(ExitCodes.Interrupted, code);
            Assert.Equal(isGoingOn ? [name] : [], Queue());
        }
        finally
        {
            Partition("up");
        }
    }

    private string In(string name) => Path.Combine(_artifacts, name);

    private void Partition(string state)
    {
        var (code, output) = cluster.Tool("scontrol", "update", "partitionname=main", $"state={state}");
        Assert.True(code == 0, output);
    }

    private string[] Queue() =>
        cluster
            .Tool("squeue", "--noheader", "--array", "--format=%j")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string[] Command(string verb, string executor) => [.. Program.Self, "command", verb, executor, _artifacts];

    private Process Start(string verb, string executor, string tools)
    {
        var command = Command(verb, executor);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = tools;
        return Process.Start(start)!;
    }

    private static (int Code, string Output, string Errors) End(Process process)
    {
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
    }

    // SIGTERM, which takes the way of Ctrl-C, and which a shell in the background does not ignore.
    private static void Interrupt(Process process)
    {
        using var kill = Process.Start(
            "/bin/sh",
            ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.Id}")]
        );
        kill.WaitForExit();
    }

    private static bool IsRunning(string program) => Process.GetProcessesByName(program).Length > 0;
}
