namespace NtkRepro.Pipeline.Tests;

/// <summary>Several values of parameters are planned and run as one graph, and each combination is a run of its own.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_combinations_share_is_there_once_and_the_rest_says_of_which_it_is()
    {
        var plan = Load().Plan(Asked("kernel.probes={20, 64}"));

        var alone = Load().Plan();
        Assert.Equal(2, plan.Members.Count);
        // Kernels and what reads them twice; data, parent and children once.
        Assert.Equal(alone.Instances.Count + 6, plan.Instances.Count);
        Assert.Single(plan.Instances, i => i.Name == "data");
        Assert.Single(plan.Instances, i => i.Name == "parent[cnn,s0]");
        Assert.Equal(
            ["metrics[cnn]{kernel.probes=20}", "metrics[cnn]{kernel.probes=64}"],
            plan.Instances.Where(i => i.Stage == "metrics").Select(i => i.Name)
        );
        Assert.Equal(plan.Instances.Count, plan.Instances.Select(i => i.Name).Distinct().Count());
        Assert.All(plan.Members, m => Assert.Equal(alone.Instances.Count, m.Plan.Instances.Count));
        Assert.Equal(["kernel.probes=64"], plan.Members[1].Plan.Request.Sets);
    }

    [Fact]
    public void Several_parameters_give_their_product_and_each_instance_the_values_that_it_depends_on()
    {
        var plan = Load().Plan(Asked("kernel.probes={20, 64}", "training.learning_rate={0.1, 0.2}"));

        Assert.Equal(4, plan.Members.Count);
        Assert.Equal(
            ["parent[cnn,s0]{training.learning_rate=0.1}", "parent[cnn,s0]{training.learning_rate=0.2}"],
            plan.Instances.Where(i => i.Stage == "parent").Select(i => i.Name)
        );
        Assert.Equal(4, plan.Instances.Count(i => i.Stage == "metrics"));
        Assert.Contains(
            "metrics[cnn]{kernel.probes=64,training.learning_rate=0.2}",
            plan.Instances.Select(i => i.Name)
        );
    }

    [Fact]
    public void Instances_that_some_combinations_lack_need_no_label()
    {
        var plan = Load().Plan(Asked("run.seeds={[0], [0, 1]}"));

        Assert.Contains("kernel[cnn,s1,t0.25]", plan.Instances.Select(i => i.Name));
        // The parent of seed 0 depends on no other seed.
        Assert.Single(plan.Instances, i => i.Name == "parent[cnn,s0]");
        Assert.Equal(2, plan.Instances.Count(i => i.Stage == "metrics"));
    }

    [Fact]
    public void All_run_side_by_side_and_each_has_the_results_of_a_run_of_its_own()
    {
        var result = Run(Asked("kernel.probes={20, 64}"), new RunOptions { Jobs = 4 });

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal(26, _project.Ran.Count);
        Assert.Equal(2, result.Members.Count);
        foreach (var (member, probes) in result.Members.Zip(["20", "64"]))
        {
            var alone = Run(new PlanRequest { Sets = [$"kernel.probes={probes}"] });
            Assert.Equal(0, alone.Count(Outcome.Computed));
            Assert.Equal(alone.Instances.Select(i => (i.Name, i.Key)), member.Instances.Select(i => (i.Name, i.Key)));
        }
    }

    [Fact]
    public void Each_combination_is_remembered_as_the_run_that_it_is_and_latest_stays()
    {
        Run(new PlanRequest());
        var shown = File.ReadAllText(Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt"));

        var result = Run(Asked("kernel.probes={20, 64}"));

        Assert.Equal(
            ["default-kernel.probes-20", "default-kernel.probes-64"],
            result.Members.Select(m => m.Record!.Name)
        );
        Assert.Equal("default-kernel.probes-20-64", result.Members[0].Record!.Sweep);
        Assert.Equal(shown, File.ReadAllText(Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt")));
        var engine = Load();
        engine.Show(engine.RunOf("default-kernel.probes-64"));
        Assert.NotEqual(shown, File.ReadAllText(Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt")));

        var named = Run(Asked("kernel.probes={20, 64}"), new RunOptions { Note = new RunNote { Name = "probes" } });
        Assert.Equal(["probes-kernel.probes-20", "probes-kernel.probes-64"], named.Members.Select(m => m.Record!.Name));
        Assert.All(named.Members, m => Assert.True(m.Record!.IsNamed));
    }

    [Fact]
    public void A_sweep_that_was_stopped_goes_on_and_what_fails_of_one_combination_is_named()
    {
        var body = _project["metrics"].Body;
        _project["metrics"].Body = c =>
            _ = c.Key == "" ? 0 : throw new InvalidOperationException($"broken {c.Instance}");
        var failed = Run(Asked("kernel.probes={20, 64}"), new RunOptions { KeepGoing = true });
        Assert.Equal(
            ["metrics[cnn]{kernel.probes=20}", "metrics[cnn]{kernel.probes=64}"],
            failed.Failed.Select(i => i.Name)
        );
        Assert.Equal(RunState.Failed, Load().RunOf("default-kernel.probes-20").State);

        _project["metrics"].Body = body;
        var result = Run(Asked("kernel.probes={20, 64}"));

        Assert.True(result.Succeeded);
        Assert.Equal(["metrics[cnn]", "metrics[cnn]"], _project.Ran);
    }

    [Fact]
    public void One_instance_of_a_combination_runs_by_its_label()
    {
        Run(Asked("kernel.probes={20, 64}") with { Targets = ["kernel"] });
        var engine = Load();
        var asked = Asked("kernel.probes={20, 64}") with { Targets = ["child"] };
        engine.Run(engine.Plan(asked));
        _project.Forget();

        const string Name = "metrics[cnn]{kernel.probes=64}";
        engine = Load();
        var plan = engine.Plan(asked with { Targets = [Name] });
        var result = engine.RunInstance(plan, Name);

        Assert.True(result.Succeeded, result.FailureText());
        var alone = Load().Plan(new PlanRequest { Sets = ["kernel.probes=64"] });
        Assert.True(alone.IsUpToDate);
    }

    [Theory]
    [InlineData("--set kernel.probes={}: no value; a sweep takes several, kernel.probes={1, 2}", "kernel.probes={}")]
    [InlineData(
        "--set kernel.probes={20}: one value alone; a sweep takes several, and one is set so: kernel.probes=20",
        "kernel.probes={20}"
    )]
    [InlineData("--set kernel.probes={20, 64, 20}: '20' stands 2 times", "kernel.probes={20, 64, 20}")]
    [InlineData(
        "--set kernel.probes={20,, 64}: a value is empty; values stand between commas, kernel.probes={1, 2}",
        "kernel.probes={20,, 64}"
    )]
    [InlineData(
        "--set kernel.probes is given 2 times, and a sweep takes each parameter once",
        "kernel.probes={20, 64}",
        "kernel.probes=3"
    )]
    [InlineData(
        "--set training.learning_rate={0.1, 0.10}: training.learning_rate=0.1 and training.learning_rate=0.10 are the same",
        "training.learning_rate={0.1, 0.10}"
    )]
    [InlineData(
        "--set kernel.prober=20: unknown parameter 'kernel.prober'; did you mean 'kernel.probes'?",
        "kernel.prober={20, 64}"
    )]
    public void Mistaken_values_are_told_with_what_is_right(string message, params string[] sets)
    {
        var refusal = Assert.Throws<DefinitionException>(() => Load().Plan(Asked(sets)));

        Assert.Equal(message, refusal.Message.Split('\n')[0]);
    }

    [Fact]
    public void A_value_of_another_type_is_told_at_its_setting()
    {
        var refusal = Assert.Throws<DefinitionException>(() => Load().Plan(Asked("kernel.probes={20, many}")));

        Assert.StartsWith("--set kernel.probes=many: ", refusal.Message);
    }

    [Theory]
    [InlineData(true, "a={1, 2}")]
    [InlineData(true, "a = { [0], [0, 1] }")]
    [InlineData(false, "a={b: 1, c: 2}")]
    [InlineData(false, "a=[1, 2]")]
    [InlineData(false, "a=1")]
    public void Braces_without_colons_are_several_values(bool expected, string set) =>
        Assert.Equal(expected, Variation.IsOne(set));

    private PipelineEngine Load() => _project.Load();

    private RunResult Run(PlanRequest request, RunOptions? options = null) => _project.Run(request, options);

    private static PlanRequest Asked(params string[] given)
    {
        var (sets, variations) = Variation.Divide(given);
        return new PlanRequest { Sets = sets, Variations = variations };
    }
}
