using NtkRepro.Pipeline;

namespace NtkRepro.Slurm.Tests;

/// <summary>Runs that nothing disturbs.</summary>
public sealed class WholeRunTests(Cluster cluster, ITestOutputHelper output) : ToyOnCluster(cluster, output)
{
    [Fact]
    public void The_whole_graph_ends_in_the_bytes_of_a_local_run_and_a_second_run_submits_nothing()
    {
        using var local = new Toy();
        using var full = new Toy();
        Assert.True(SlurmHarness.RunHere(local).Succeeded);

        var first = new SlurmHarness(Cluster, full).Run();
        Assert.Equal("", first.FailureText());
        Assert.Equal(full.Size, first.Count(Outcome.Computed));
        Assert.Equal(local.Result(), full.Result());
        Assert.Equal(Keys(local), Keys(full));
        Assert.Equal(local.AllBegan(), full.AllBegan());

        var jobs = Cluster.NextJob;
        var second = new SlurmHarness(Cluster, full).Run();
        Assert.Equal(full.Size, second.Count(Outcome.UpToDate));
        Assert.Equal(jobs, Cluster.NextJob);
    }

    [Fact]
    public void A_changed_parameter_submits_only_what_it_touches()
    {
        Assert.True(new SlurmHarness(Cluster, Toy).Run().Succeeded);
        var before = Toy.AllBegan();
        var harness = new SlurmHarness(Cluster, Toy) { Request = new PlanRequest { Sets = ["scale.child=2"] } };
        var result = harness.Run();

        Assert.Equal("", result.FailureText());
        Assert.Equal(3, result.Count(Outcome.UpToDate));
        Assert.Equal(
            ["barrier", "child", "metrics"],
            Toy.AllBegan().Except(before).Concat(Again(before)).Select(n => n.Split('[')[0]).Distinct().Order()
        );
    }

    [Fact]
    public void A_job_whose_inputs_turn_out_the_same_finds_its_result_and_ends()
    {
        Assert.True(new SlurmHarness(Cluster, Toy).Run().Succeeded);
        var before = Toy.AllBegan();
        var harness = new SlurmHarness(Cluster, Toy) { Request = new PlanRequest { Force = ["parent"] } };
        var result = harness.Run();

        Assert.Equal("", result.FailureText());
        Assert.Equal(["parent[s0]", "parent[s1]"], Again(before));
        Assert.Equal(Toy.Size - 3, result.Count(Outcome.Cached));
    }

    [Fact]
    public async Task Jobs_ask_for_what_the_definition_says_and_each_stage_for_its_own()
    {
        using var toy = new Toy(
            "{ time: 10, cpus: 1, memory: 400M, extra: [--nice=5], stages: { parent: { time: 20, memory: 500M } } }",
            isSmall: true
        );
        toy.Behave("data", "hold");
        var harness = new SlurmHarness(Cluster, toy);
        var run = harness.Start();
        try
        {
            Cluster.Eventually(() => harness.Queue().Count >= toy.Size, "all jobs are queued");
            var lines = Cluster
                .Tool("squeue", "--noheader", "--Format=Comment:10,TimeLimit:15,MinMemory:10,Nice:10")
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .ToList();
            Assert.Contains("0 10:00 400M 5", lines);
            Assert.Contains("1 20:00 500M 5", lines);
        }
        finally
        {
            toy.Release("data");
        }

        Assert.Equal("", (await run).FailureText());
    }

    [Fact]
    public async Task Never_more_jobs_are_queued_than_the_limit_allows()
    {
        using var toy = new Toy("{ max_jobs: 3, array_size: 2 }");
        toy.Behave("child[s0,t0,c1]", "hold");
        var harness = new SlurmHarness(Cluster, toy);
        var run = harness.Start();
        var most = 0;
        Cluster.Eventually(
            () =>
            {
                most = Math.Max(most, harness.Queue().Count);
                return toy.Began("child[s0,t0,c1]") == 1 && toy.AllBegan().Count > 8;
            },
            "others go on beside the one that holds"
        );
        toy.Release("child[s0,t0,c1]");

        Assert.Equal("", (await run).FailureText());
        Assert.InRange(most, 1, 3);
        Assert.Equal(toy.Size, toy.AllBegan().Count);
    }

    [Fact]
    public void A_sweep_is_one_graph_of_jobs_each_with_the_parameters_of_its_combination()
    {
        using var toy = new Toy(isSmall: true);
        var harness = new SlurmHarness(Cluster, toy)
        {
            Request = new PlanRequest { Variations = [new Variation("scale.child", ["2", "3"])] },
        };

        var result = harness.Run();

        Assert.Equal("", result.FailureText());
        Assert.Equal(2, result.Members.Count);
        Assert.All(
            ["2", "3"],
            scale =>
            {
                var alone = toy.Load().Plan(new PlanRequest { Sets = [$"scale.child={scale}"] });
                Assert.True(alone.IsUpToDate);
            }
        );
        // What the combinations share ran once.
        Assert.Equal(1, toy.Began("data"));
    }

    private IReadOnlyList<string> Again(IReadOnlyList<string> before) =>
        [
            .. Toy.AllBegan()
                .GroupBy(n => n, StringComparer.Ordinal)
                .Where(g => g.Count() > before.Count(n => n == g.Key))
                .Select(g => g.Key),
        ];

    private static List<string?> Keys(Toy toy) =>
        [.. toy.Load().Plan().Instances.Select(i => $"{i.Name} {i.Key} {i.State}")];
}
