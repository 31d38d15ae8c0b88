namespace NtkRepro.Pipeline.Tests;

public sealed class ReasonTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void At_first_the_roots_will_run_and_the_rest_may()
    {
        var plan = _project.Plan();

        Assert.Equal(PlanState.WillRun, Find(plan, "data").State);
        Assert.Equal(["never run"], Find(plan, "data").Reasons);
        Assert.Equal(PlanState.MayRun, Find(plan, "parent[cnn,s0]").State);
        Assert.Null(Find(plan, "parent[cnn,s0]").Key);
        Assert.Equal(["never run", "after data"], Find(plan, "parent[cnn,s0]").Reasons);
    }

    [Fact]
    public void A_changed_parameter_is_named_with_both_values()
    {
        _project.Run();
        var plan = _project.Plan("kernel.probes=64");

        Assert.Equal(["kernel.probes: 100 → 64"], Find(plan, "kernel[cnn,s0,t0]").Reasons);
        Assert.Equal(PlanState.WillRun, Find(plan, "kernel[cnn,s0,t0]").State);
        Assert.Equal(PlanState.UpToDate, Find(plan, "child[cnn,s0,t0,r1,c1]").State);
        Assert.Equal(
            ["after kernel[cnn,s0,t0], kernel[cnn,s0,t0.25], kernel[cnn,s0,t0.4], …"],
            Find(plan, "metrics[cnn]").Reasons
        );
    }

    [Fact]
    public void An_instance_is_compared_with_the_result_that_is_nearest_to_it_and_not_with_the_last()
    {
        _project.Run();
        _project.Run("kernel.probes=50", "training.epochs=13");
        var plan = _project.Plan("kernel.probes=64");

        Assert.Equal(["kernel.probes: 100 → 64"], Find(plan, "kernel[cnn,s0,t0]").Reasons);
        Assert.Equal(PlanState.UpToDate, Find(plan, "child[cnn,s0,t0,r1,c1]").State);

        // The journal is read anew; of as many differences the newest counts.
        var between = _project.Plan("kernel.probes=64", "training.epochs=13");
        Assert.Equal(["kernel.probes: 50 → 64"], Find(between, "kernel[cnn,s0,t0]").Reasons);
    }

    [Fact]
    public void A_long_list_is_told_by_its_ends()
    {
        _project.Run(new PlanRequest { Sets = ["run.times={ from: 0, to: 4, step: 0.05 }"], Targets = ["parent"] });
        var text = PlanText.Render(_project.Plan("run.times={ from: 0, to: 4.05, step: 0.05 }"), isVerbose: true);

        Assert.Contains("run.times: [0,0.05,…,4] (81 values) → [0,0.05,…,4.05] (82 values)\n", text);
    }

    [Fact]
    public void Changed_new_and_lost_code_files_are_named()
    {
        _project.Run();
        _project.Write("code/data/Split.cs", "other");
        _project.Write("code/data/Z.cs", "new");
        File.Delete(Path.Combine(_project.Folder, "code/data/deep/Read.cs"));

        Assert.Equal(
            ["code: code/data/Split.cs changed", "code: code/data/Z.cs is new", "code: code/data/deep/Read.cs is gone"],
            Find(_project.Plan(), "data").Reasons
        );
    }

    [Fact]
    public void A_changed_input_is_named()
    {
        _project.Run();
        _project.Run(new PlanRequest { Sets = ["training.epochs=13"], Targets = ["parent"] });
        var plan = _project.Plan("training.epochs=13");

        Assert.Equal(
            ["training.epochs: 12 → 13", "input parent[cnn,s0]/checkpoints/1.bin changed"],
            Find(plan, "child[cnn,s0,t1,r1,c1]").Reasons
        );
    }

    [Fact]
    public void A_new_engine_and_new_outputs_are_named()
    {
        _project.Run();
        Assert.Equal(["engine: toy 1 → toy 2"], Find(_project.Load("toy 2").Plan(), "data").Reasons);

        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace("[train.bin, test.bin]", "[train.bin, test.bin, info.txt]")
        );
        Assert.Equal(["declared outputs changed"], Find(_project.Plan(), "data").Reasons);
    }

    [Fact]
    public void Force_and_a_deleted_result_are_named()
    {
        var key = _project.Run().Instances.Single(i => i.Name == "data").Key!;
        var forced = _project.Load().Plan(new PlanRequest { Force = ["data"] });
        Assert.Equal(["forced"], Find(forced, "data").Reasons);

        Directory.Delete(Path.Combine(_project.Artifacts, "store", key[..2], key), recursive: true);
        Assert.Equal(["its result is gone from the store"], Find(_project.Plan(), "data").Reasons);
    }

    [Fact]
    public void What_is_forced_will_run_even_behind_something_that_may_change()
    {
        _project.Run();
        var plan = _project.Load().Plan(new PlanRequest { Force = ["*"] });

        Assert.Equal(20, plan.Count(PlanState.WillRun));
        Assert.Equal(["forced", "after data"], Find(plan, "parent[cnn,s0]").Reasons);
        var result = _project.Run(new PlanRequest { Force = ["kernel*", "metrics"] });
        Assert.Equal(6, result.Count(Outcome.Computed));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Reasons_that_differ_only_in_names_of_instances_are_told_once()
    {
        var text = PlanText.Render(_project.Plan("run.seeds=[1, 2, 3, 4, 5, 6, 7, 8]"));

        Assert.Contains("child: 96 may run\n", text);
        Assert.Contains("after data, parent (8 instances)\n", text);
    }

    [Fact]
    public void Planning_writes_no_result_and_moves_none()
    {
        _project.Run();
        string[] Entries() =>
            [
                .. Directory
                    .EnumerateFileSystemEntries(
                        Path.Combine(_project.Artifacts, "store"),
                        "*",
                        SearchOption.AllDirectories
                    )
                    .Order(),
            ];
        var before = Entries();
        _project.Plan("training.epochs=1");

        Assert.Equal(before, Entries());
    }

    [Fact]
    public void A_plan_reads_well_in_eighty_columns()
    {
        // The clock stands still, so that no instance takes any time.
        var engine = _project.Load(with: o => o with { Clock = new ManualClock() });
        engine.Run(engine.Plan());
        var text = PlanText.Render(_project.Plan("kernel.probes=64"));

        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 80, l));
        Assert.Equal(
            """
            data: up to date
            parent: up to date
            child: 12 up to date
            kernel: 5 to run
              kernel[cnn,s0,t0] … kernel[cnn,s0,t1] (5 instances)
                kernel.probes: 100 → 64
            metrics: may run
              metrics[cnn]
                after kernel[cnn,s0,t0], kernel[cnn,s0,t0.25], kernel[cnn,s0,t0.4], …

            """.ReplaceLineEndings("\n"),
            text[..text.IndexOf("14 up to date", StringComparison.Ordinal)]
        );
        Assert.Equal("Everything is up to date (20 instances).\n", PlanText.Render(_project.Plan())[^41..]);
    }

    [Fact]
    public void A_target_brings_what_it_needs_and_nothing_else()
    {
        var plan = _project.Load().Plan(new PlanRequest { Targets = ["child[cnn,s0,t1,*"] });

        Assert.Equal(["data", "parent", "child"], plan.Instances.Select(i => i.Stage).Distinct());
        Assert.Equal(4, plan.Instances.Count(i => i.Stage == "child"));
    }

    [Fact]
    public void With_only_a_target_whose_inputs_are_missing_is_blocked()
    {
        var request = new PlanRequest { Targets = ["parent"], Only = true };
        var plan = _project.Load().Plan(request);
        Assert.Equal(PlanState.Blocked, Find(plan, "parent[cnn,s0]").State);
        Assert.Equal("not up to date, and not among the targets", Find(plan, "data").Reasons[0]);

        var result = _project.Run(request);
        Assert.False(result.Succeeded);
        Assert.Equal(2, result.Skipped.Count);
        Assert.Empty(_project.Ran);

        _project.Run(new PlanRequest { Targets = ["data"] });
        Assert.True(_project.Run(request).Succeeded);
        Assert.Equal(["parent[cnn,s0]"], _project.Ran);
    }

    private static PlannedInstance Find(Plan plan, string name) => plan.Instances.Single(i => i.Name == name);
}
