namespace NtkRepro.Slurm.Tests;

/// <summary>What tests of the toy pipeline on the cluster share: a small toy each, and no job left to the next.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="output">Receives what a person would have seen.</param>
[Collection(ClusterTests.Name)]
public abstract class ToyOnCluster(Cluster cluster, ITestOutputHelper output) : IDisposable
{
    /// <summary>An instance on which a barrier and the metrics depend, and others not.</summary>
    protected const string Held = "child[s0,t1,c2]";

    protected Cluster Cluster => cluster;

    private protected Toy Toy { get; } = new(isSmall: true);

    protected Action<string> Output => output.WriteLine;

    public void Dispose()
    {
        cluster.Clear();
        Toy.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected SlurmHarness Harness(bool isGoingOn = false, bool isResuming = false, string? tools = null) =>
        new(Cluster, Toy)
        {
            KeepGoing = isGoingOn,
            IsResuming = isResuming,
            Tools = tools,
            Output = Output,
        };

    /// <summary>The task of a running instance, <c>12_3</c>: the one whose output has its process.</summary>
    private protected string JobOf(SlurmHarness harness, string instance)
    {
        var process = Toy.ProcessOf(instance);
        var text = File.ReadAllText($"/proc/{process}/environ").Split('\0');
        string Variable(string name) =>
            text.Single(v => v.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
        var task = $"{Variable("SLURM_ARRAY_JOB_ID")}_{Variable("SLURM_ARRAY_TASK_ID")}";
        Assert.Contains($"{task} RUNNING", harness.Queue());
        return task;
    }

    /// <summary>How many tasks the scheduler ever had of the toy's run.</summary>
    protected int Tasks()
    {
        var name = Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(Toy.Artifacts, "slurm"))));
        return Cluster
            .Tool("squeue", "--noheader", "--array", "--states=all", $"--name={name}", "--format=%i")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length;
    }

    // Limits count in minutes; an administrator may set the end itself.
    protected void EndAsOutOfTime(string job)
    {
        var (code, text) = Cluster.Tool("scontrol", "update", $"JobId={job}", "EndTime=now+1seconds");
        Assert.True(code == 0, text);
    }
}
