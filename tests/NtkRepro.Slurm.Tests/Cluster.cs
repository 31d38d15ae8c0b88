using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NtkRepro.Slurm.Tests;

/// <summary>Who ends a job that holds more memory than it asked for.</summary>
internal enum MemoryLimit
{
    /// <summary>The node's daemon, which looks every second.</summary>
    Polled,

    /// <summary>The kernel, at once.</summary>
    Cgroup,
}

/// <summary>A SLURM of two nodes on loopback, with daemons, keys and state of its own in a temporary folder.</summary>
public sealed class Cluster : IDisposable
{
    /// <summary>How long a test waits for anything.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private const int Nodes = 2;
    private static readonly string[] s_tools = ["sbatch", "squeue", "sacct", "scancel", "scontrol", "sinfo"];
    private readonly string _folder = Directory.CreateTempSubdirectory("slurm-").FullName;
    private readonly Dictionary<string, Process> _daemons = new(StringComparer.Ordinal);
    private readonly MemoryLimit _limit;

    public Cluster()
        : this(MemoryLimit.Polled) { }

    internal Cluster(MemoryLimit limit)
    {
        _limit = limit;
        try
        {
            WriteFiles();
            Start("munged", "/usr/sbin/munged", MungedArguments());
            Eventually(() => File.Exists(Socket), "munged opens its socket");
            StartController();
            for (var node = 1; node <= Nodes; node++)
            {
                StartNode(Node(node));
            }

            Eventually(
                () =>
                    Tool("sinfo", "-h", "-N", "-p", "main", "-o", "%T").Output.Split('\n').Count(l => l == "idle")
                    == Nodes,
                "all nodes are idle"
            );
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where this cluster's <c>sbatch</c> and its like lie.</summary>
    public string Tools => Path.Combine(_folder, "bin");

    /// <summary>The scheduler's next job id: it grows with each task that starts, and with each submission.</summary>
    public int NextJob =>
        int.Parse(
            Tool("scontrol", "show", "config")
                .Output.Split('\n')
                .Single(l => l.StartsWith("NEXT_JOB_ID", StringComparison.Ordinal))
                .Split('=')[1],
            CultureInfo.InvariantCulture
        );

    private string Socket => Path.Combine(_folder, "munge", "socket");

    private string Configuration => Path.Combine(_folder, "slurm.conf");

    public static string Node(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number}");

    public void StartController() => Start("slurmctld", "/usr/sbin/slurmctld", ["-D", "-f", Configuration]);

    /// <summary>Ends the controller as an administrator would: it saves its state first.</summary>
    public void StopController()
    {
        Tool("scontrol", "shutdown", "slurmctld");
        if (_daemons.Remove("slurmctld", out var process))
        {
            Assert.True(process.WaitForExit(Deadline), "slurmctld did not end");
            process.Dispose();
        }
    }

    public void StartNode(string node) => Start(node, "/usr/sbin/slurmd", ["-D", "-N", node, "-f", Configuration]);

    /// <summary>Ends a daemon by its process, at once and without notice.</summary>
    public void Kill(string daemon)
    {
        if (_daemons.Remove(daemon, out var process))
        {
            process.Kill(entireProcessTree: daemon != "slurmctld");
            process.WaitForExit();
            process.Dispose();
        }
    }

    /// <summary>Ends all jobs, and waits until none of their processes can write anything any more.</summary>
    public void Clear()
    {
        Tool("scancel", "--user", Environment.UserName);
        Eventually(() => Tool("squeue", "--noheader").Output.Length == 0, "all jobs have ended");
    }

    /// <summary>Runs one of the cluster's commands.</summary>
    public (int Code, string Output) Tool(string tool, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(Tools, tool), arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Waits for a condition, and fails when it does not come true.</summary>
    public static void Eventually(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Deadline, $"in vain: {what}");
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        foreach (var daemon in _daemons.Keys.Order(StringComparer.Ordinal).ToList())
        {
            Kill(daemon);
        }

        // The keepers of jobs outlive the daemons.
        foreach (var process in OwnProcesses())
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        if (_limit == MemoryLimit.Cgroup)
        {
            Cgroups.Remove(Enumerable.Range(1, Nodes).Select(n => $"slurm_{Node(n)}"));
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The processes that were started with this cluster's configuration, by its path in their environment.</summary>
    private List<Process> OwnProcesses()
    {
        var found = new List<Process>();
        foreach (var process in Process.GetProcesses())
        {
            if (
                process.Id != Environment.ProcessId
                && EnvironmentOf(process.Id).Contains(Configuration, StringComparison.Ordinal)
            )
            {
                found.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }

        return found;
    }

    private static string EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string[] MungedArguments()
    {
        string At(string name) => Path.Combine(_folder, "munge", name);
        return
        [
            "--foreground",
            "--force",
            $"--socket={Socket}",
            $"--key-file={At("key")}",
            $"--pid-file={At("pid")}",
            $"--seed-file={At("seed")}",
            $"--log-file={At("log")}",
        ];
    }

    private void WriteFiles()
    {
        foreach (var folder in new[] { "bin", "munge", "state", "log" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
        }

        File.SetUnixFileMode(_folder, Mode("rwxr-xr-x"));
        File.SetUnixFileMode(Path.Combine(_folder, "munge"), Mode("rwxr-xr-x"));
        var key = Path.Combine(_folder, "munge", "key");
        File.WriteAllBytes(key, System.Security.Cryptography.RandomNumberGenerator.GetBytes(128));
        File.SetUnixFileMode(key, Mode("rw-------"));
        File.WriteAllText(Configuration, ConfigurationText());
        File.WriteAllText(Path.Combine(_folder, "cgroup.conf"), Cgroups.Configuration);
        foreach (var tool in s_tools)
        {
            var file = Path.Combine(Tools, tool);
            File.WriteAllText(file, $"#!/bin/sh\nSLURM_CONF='{Configuration}' exec /usr/bin/{tool} \"$@\"\n");
            File.SetUnixFileMode(file, Mode("rwxr-xr-x"));
        }
    }

    private static UnixFileMode Mode(string text) =>
        text.Select((c, i) => c == '-' ? UnixFileMode.None : (UnixFileMode)(1 << (8 - i))).Aggregate((a, b) => a | b);

    private string ConfigurationText()
    {
        var host = Environment.MachineName;
        var user = Environment.UserName;
        var nodes = Enumerable
            .Range(1, Nodes)
            .Select(i =>
                $"NodeName={Node(i)} NodeHostname={host} NodeAddr=127.0.0.1 Port={FreePort()} CPUs=2 RealMemory=16000 State=UNKNOWN"
            );
        return $"""
            ClusterName=toy
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            AuthType=auth/munge
            AuthInfo=socket={Socket},cred_expire=5
            CredType=cred/munge
            SlurmUser={user}
            SlurmdUser={user}
            MpiDefault=none
            ProctrackType=proctrack/linuxproc
            TaskPlugin={(_limit == MemoryLimit.Cgroup ? "task/cgroup" : "task/none")}
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU_Memory
            DefMemPerCPU=2000
            SlurmdParameters=config_overrides
            SchedulerType=sched/backfill
            SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
            ReturnToService=2
            JobRequeue=1
            PreemptType=preempt/partition_prio
            PreemptMode=REQUEUE
            KillWait=1
            MinJobAge=300
            SlurmctldTimeout=30
            SlurmdTimeout=30
            MaxArraySize=10001
            MaxJobCount=20000
            JobAcctGatherType=jobacct_gather/linux
            JobAcctGatherFrequency=task=1
            {(_limit == MemoryLimit.Polled ? "JobAcctGatherParams=OverMemoryKill" : "")}
            AccountingStorageType=accounting_storage/none
            JobCompType=jobcomp/none
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool.%n
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/%n.pid
            SlurmctldLogFile={_folder}/log/slurmctld
            SlurmdLogFile={_folder}/log/%n
            {string.Join('\n', nodes)}
            PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
            PartitionName=scavenge Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=CANCEL
            PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=2 PreemptMode=OFF

            """;
    }

    private void Start(string name, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // A daemon of one cluster must not find another's files.
        start.Environment["SLURM_CONF"] = Configuration;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons.Add(name, process);
    }
}

/// <summary>The tests that need a cluster, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests : ICollectionFixture<Cluster>
{
    public const string Name = "cluster";
}
