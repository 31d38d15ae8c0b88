using System.Diagnostics;
using System.Globalization;
using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

/// <summary>Numbers that are worth knowing but not asserting: run this assembly with <c>submit COUNT</c>.</summary>
internal static class Measurements
{
    /// <summary>Seconds to submit so many instances, and to run a small pipeline here and there.</summary>
    public static int Submit(int count)
    {
        using var cluster = new Cluster();
        using var toy = new Toy();
        toy.Behave("data", "hold");
        var children = (count - 3) / 3;
        var harness = new SlurmHarness(cluster, toy)
        {
            Request = new PlanRequest
            {
                Sets =
                [
                    "run.seeds=[0]",
                    $"run.times=[{string.Join(',', Enumerable.Range(0, children))}]",
                    "run.children=[1, 2]",
                ],
            },
        };
        using var interruption = new CancellationTokenSource();
        var total = toy.Load().Plan(harness.Request).Instances.Count;
        var clock = Stopwatch.StartNew();
        var run = harness.Start(interruption.Token);
        Cluster.Eventually(() => harness.Queue().Count >= total, "all jobs are queued");
        Write($"{total} instances queued in {clock.Elapsed.TotalSeconds:F1} s, {harness.Jobs()} arrays");
        interruption.Cancel();
        run.GetAwaiter().GetResult();
        cluster.Clear();
        toy.Release("data");

        using var here = new Toy();
        clock.Restart();
        SlurmHarness.RunHere(here);
        var local = clock.Elapsed.TotalSeconds / here.Size;
        using var there = new Toy();
        clock.Restart();
        new SlurmHarness(cluster, there).Run();
        var slurm = clock.Elapsed.TotalSeconds / here.Size;
        Write($"{here.Size} instances: {local:F3} s each here, {slurm:F3} s each on SLURM");
        return 0;
    }

    /// <summary>The preset <c>smoke</c> here and on two nodes: seconds, bytes, and what a second run and a changed parameter submit.</summary>
    public static int Smoke()
    {
        using var cluster = new Cluster();
        var (here, there) = (Directory.CreateTempSubdirectory("here-"), Directory.CreateTempSubdirectory("there-"));
        try
        {
            var local = SmokeRun.Here(here.FullName, []);
            var jobs = SmokeRun.There(there.FullName, [], cluster);
            var (a, b) = (SmokeRun.Hashes(local), SmokeRun.Hashes(jobs));
            var count = jobs.Instances.Count;
            var more = (jobs.Duration - local.Duration).TotalSeconds / count;
            Write(
                $"{count} instances: {local.Duration.TotalSeconds:F1} s here, {jobs.Duration.TotalSeconds:F1} s as jobs"
            );
            Write($"{more:F2} s more for each; {local.Failed.Count + jobs.Failed.Count} failed");
            Write(
                $"{a.Count} files here, {b.Count} there, {a.Intersect(b, StringComparer.Ordinal).Count()} with the same bytes"
            );
            Submitted("again", cluster, () => SmokeRun.There(there.FullName, [], cluster));
            var sets = new[] { "regression.test=200" };
            Submitted(sets[0], cluster, () => SmokeRun.There(there.FullName, sets, cluster));
            return 0;
        }
        finally
        {
            here.Delete(recursive: true);
            there.Delete(recursive: true);
        }
    }

    /// <summary>Seconds and arrays until a preset of the reproduction is queued, on nodes that start nothing.</summary>
    public static int Queue(string preset)
    {
        using var cluster = new Cluster();
        cluster.Tool("scontrol", "update", "partitionname=main", "state=down");
        var folder = Directory.CreateTempSubdirectory("queue-");
        try
        {
            var engine = Reproduction.Load(Repository.Definition, folder.FullName);
            var clock = Stopwatch.StartNew();
            var plan = engine.Plan(new PlanRequest { Preset = preset });
            Write($"{preset}: {plan.Instances.Count} instances planned in {clock.Elapsed.TotalSeconds:F1} s");
            clock.Restart();
            var slurm = new SlurmOptions { Command = _ => ["true"], Tools = cluster.Tools };
            using var interruption = new CancellationTokenSource();
            var run = Task.Run(() => engine.Run(plan, new RunOptions { Slurm = slurm }, null, interruption.Token));
            Cluster.Eventually(
                () =>
                    cluster.Tool("squeue", "-h", "--array", "-o", "%i").Output.Count(c => c == '\n')
                    >= plan.Instances.Count,
                "all jobs are queued"
            );
            var arrays =
                cluster.Tool("squeue", "-h", "-o", "%F").Output.Split('\n').Distinct(StringComparer.Ordinal).Count()
                - 1;
            Write($"queued in {clock.Elapsed.TotalSeconds:F1} s, {arrays} arrays");
            interruption.Cancel();
            run.GetAwaiter().GetResult();
            cluster.Clear();
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Submitted(string what, Cluster cluster, Func<RunResult> run)
    {
        var before = cluster.NextJob;
        var result = run();
        var computed = result
            .Instances.Where(i => i.Outcome == Outcome.Computed)
            .CountBy(i => i.Stage, StringComparer.Ordinal);
        var stages = string.Join(", ", computed.Select(s => $"{s.Value} {s.Key}"));
        Write(
            $"{what}: {cluster.NextJob - before} job ids used, {result.Count(Outcome.UpToDate)} instances up to date"
        );
        Write($"  computed: {(stages.Length > 0 ? stages : "nothing")}");
    }

    private static void Write(FormattableString text) =>
        Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
