namespace NtkRepro.Pipeline.Tests;

public sealed class PipelineRunTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_first_run_computes_every_instance_once()
    {
        var result = _project.Run();

        // 1 data, 1 parent, 3 times x 2 rates x 2 children, the union of {0, 0.25, 1} and {0, 0.4, 0.8}, 1 metrics
        Assert.Equal("", result.FailureText());
        Assert.True(result.Succeeded);
        Assert.Equal(1 + 1 + 12 + 5 + 1, result.Count(Outcome.Computed));
        Assert.Equal(20, _project.Ran.Distinct().Count());
        Assert.Equal(20, _project.Ran.Count);
    }

    [Fact]
    public void A_second_run_computes_nothing()
    {
        _project.Run();
        var result = _project.Run();

        Assert.Empty(_project.Ran);
        Assert.Equal(20, result.Count(Outcome.UpToDate));
        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void A_changed_parameter_reruns_only_what_declares_it_and_what_reads_that()
    {
        _project.Run();
        _project.Run("kernel.probes=64");

        Assert.Equal(5, _project["kernel"].Ran.Count);
        Assert.Equal(["metrics[cnn]"], _project["metrics"].Ran);
        Assert.Equal(6, _project.Ran.Count);
    }

    [Fact]
    public void Changing_back_finds_the_earlier_results()
    {
        _project.Run();
        _project.Run("kernel.probes=64");
        var result = _project.Run();

        Assert.Empty(_project.Ran);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public void A_new_time_that_leaves_the_other_checkpoints_as_they_were_reruns_no_child()
    {
        _project.Run();
        _project.Run("run.times=[0, 0.25, 0.5, 1]");

        Assert.Equal(["parent[cnn,s0]"], _project["parent"].Ran);
        Assert.Equal(4, _project["child"].Ran.Count);
        Assert.All(_project["child"].Ran, i => Assert.Contains(",t0.5,", i));
    }

    [Fact]
    public void Code_that_changes_without_changing_results_stops_at_the_stage_itself()
    {
        _project.Run();
        _project.Write("code/data/Split.cs", "split, commented");
        var result = _project.Run();

        Assert.Equal(["data"], _project.Ran);
        Assert.Equal(19, result.Count(Outcome.Cached));
    }

    [Fact]
    public void Inputs_fan_in_over_the_axes_a_consumer_lacks_ordered_by_number()
    {
        IReadOnlyList<InputFile> inputs = [];
        _project["metrics"].Body += c => inputs = c.Inputs("child/log.txt");
        _project.Run("run.times=[9, 10, 0.5]");

        Assert.Equal(12, inputs.Count);
        Assert.Equal([0.5m, 9m, 10m], inputs.Select(i => i.AxisNumber("time")).Distinct());
        Assert.Equal("child[cnn,s0,t0.5,r0.1,c1]", inputs[0].Instance);
    }

    [Fact]
    public void Consumers_read_from_the_producers_that_agree_on_shared_axes()
    {
        var read = new List<(string Consumer, string Producer)>();
        _project["kernel"].Body += c =>
        {
            lock (read)
            {
                read.Add((c.Instance, c.Input("parent/log.txt").Instance));
            }
        };
        _project.Run("run.models=[cnn, mlp]", "run.seeds=[0, 7]");

        Assert.Equal(2 * 2 * 5, read.Count);
        Assert.All(read, r => Assert.StartsWith(r.Producer.Replace("parent", "kernel")[..^1], r.Consumer));
    }

    [Fact]
    public void A_run_offers_its_outputs_by_stage_axes_and_name()
    {
        var result = _project.Run();

        Assert.Equal("metrics[cnn]", result.Output("metrics", "table.txt").Instance);
        Assert.True(File.Exists(result.Output("metrics", "table.txt").Path));
        var axes = new Dictionary<string, string> { ["time"] = "0.25", ["rate"] = "1" };
        Assert.Equal(2, result.Outputs("child", axes).Count);
        Assert.Throws<InvalidOperationException>(() => result.Output("child", "log.txt"));
    }

    [Fact]
    public void Instances_are_named_by_texts_and_by_numbers_with_the_axis_letter()
    {
        var names = _project.Plan().Instances.Select(i => i.Name).ToList();

        Assert.Contains("data", names);
        Assert.Contains("child[cnn,s0,t0.25,r0.1,c2]", names);
        Assert.Equal(
            [
                "kernel[cnn,s0,t0]",
                "kernel[cnn,s0,t0.25]",
                "kernel[cnn,s0,t0.4]",
                "kernel[cnn,s0,t0.8]",
                "kernel[cnn,s0,t1]",
            ],
            names.Where(n => n.StartsWith("kernel", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Jobs_run_side_by_side_on_threads_that_were_prepared()
    {
        var prepared = 0;
        using var both = new Barrier(2);
        var kernel = _project["kernel"];
        var write = kernel.Body;
        var count = 0;
        kernel.Body = c =>
        {
            // The first two meet; a single thread would never get past this.
            if (Interlocked.Increment(ref count) <= 2)
            {
                Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
            }

            write(c);
        };
        var engine = _project.Load(with: o => o with { OnWorkerStart = _ => Interlocked.Increment(ref prepared) });
        var plan = engine.Plan(new PlanRequest { Targets = ["kernel"] });
        var result = engine.Run(plan, new RunOptions { Jobs = 2 });

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal(2, prepared);
    }

    [Fact]
    public void Each_instance_runs_within_what_the_application_opens_for_it()
    {
        var (open, within) = (0, new List<int>());
        var kernel = _project["kernel"];
        var write = kernel.Body;
        kernel.Body = c =>
        {
            within.Add(open);
            write(c);
        };
        var engine = _project.Load(with: o =>
            o with
            {
                OnInstance = () =>
                {
                    open++;
                    return new Closing(() => open--);
                },
            }
        );

        var result = engine.Run(engine.Plan(new PlanRequest { Targets = ["kernel"] }), new RunOptions { Jobs = 1 });

        Assert.True(result.Succeeded, result.FailureText());
        Assert.NotEmpty(within);
        Assert.All(within, depth => Assert.Equal(1, depth));
        Assert.Equal(0, open);
    }

    [Fact]
    public void Manifests_say_whether_results_are_portable_and_a_run_warns_once_where_they_were_to_be()
    {
        var asked = 0;
        var engine = _project.Load(with: o =>
            o with
            {
                Portability = _ =>
                {
                    Interlocked.Increment(ref asked);
                    return new Portability(Holds: false, "this machine multiplies otherwise");
                },
            }
        );

        var result = engine.Run(engine.Plan(new PlanRequest { Targets = ["kernel"] }), new RunOptions { Jobs = 2 });

        Assert.True(result.Succeeded, result.FailureText());
        Assert.Equal(["this machine multiplies otherwise"], result.Warnings);
        Assert.Equal(1, asked);
        Assert.All(
            result.Instances,
            i =>
                Assert.Equal(
                    new Portability(Holds: false, "this machine multiplies otherwise"),
                    Provenance.Of(i)!.Portability
                )
        );
        Assert.StartsWith(
            $"{result.Instances.Count} of {result.Instances.Count} results are not portable",
            engine.Inspect(new PlanRequest { Targets = ["kernel"] }).NotPortable,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_has_the_same_bytes_everywhere_warns_of_nothing()
    {
        var engine = _project.Load(with: o => o with { Portability = _ => new Portability(Holds: true) });

        var result = engine.Run(engine.Plan(new PlanRequest { Targets = ["kernel"] }), new RunOptions { Jobs = 1 });

        Assert.Empty(result.Warnings);
        Assert.Null(engine.Inspect(new PlanRequest { Targets = ["kernel"] }).NotPortable);
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
