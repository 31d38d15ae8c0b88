namespace NtkRepro.Pipeline.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Events_tell_the_whole_story_in_order()
    {
        _project["data"].Body += c => c.Report(0.5, "half");
        var events = new List<PipelineEvent>();
        var engine = _project.Load();
        var result = engine.Run(
            engine.Plan(new PlanRequest { Targets = ["data"] }),
            observer: new Observer(events.Add)
        );

        Assert.Equal(
            [
                typeof(RunStarted),
                typeof(InstanceStarted),
                typeof(InstanceProgressed),
                typeof(InstanceFinished),
                typeof(RunFinished),
            ],
            events.Select(e => e.GetType())
        );
        Assert.Equal(["never run"], Assert.IsType<InstanceStarted>(events[1]).Reasons);
        var progressed = Assert.IsType<InstanceProgressed>(events[2]);
        Assert.Equal(("data", 0.5, "half"), (progressed.Instance, progressed.Fraction, progressed.Status));
        Assert.Equal(Outcome.Computed, Assert.IsType<InstanceFinished>(events[3]).Outcome);
        Assert.Same(result, Assert.IsType<RunFinished>(events[4]).Result);
    }

    [Fact]
    public void What_a_run_has_done_so_far_can_be_asked_while_it_goes_on()
    {
        Func<RunResult>? soFar = null;
        var seen = new List<(int Results, int Files, int Instances)>();
        var engine = _project.Load();
        engine.Run(
            engine.Plan(),
            observer: new Observer(e =>
            {
                soFar = e is RunStarted started ? started.SoFar : soFar;
                if (e is InstanceStarted or RunStarted)
                {
                    var now = soFar!();
                    seen.Add(
                        (now.Instances.Count(i => i.Folder is not null), now.Outputs("data").Count, now.Instances.Count)
                    );
                }
            })
        );

        Assert.Equal((0, 0, 20), seen[0]);
        Assert.Equal((0, 0, 20), seen[1]);
        // When the second begins, the first has its two files.
        Assert.Equal((1, 2, 20), seen[2]);
        Assert.Equal((19, 2, 20), seen[^1]);
        Assert.True(soFar!().Succeeded);
    }

    [Fact]
    public void Failures_and_skips_are_events_too()
    {
        _project["data"].Body = _ => throw new InvalidOperationException("no");
        var events = new List<PipelineEvent>();
        var engine = _project.Load();
        engine.Run(engine.Plan(), observer: new Observer(events.Add));

        Assert.Equal("no", Assert.Single(events.OfType<InstanceFailed>()).Message);
        Assert.Equal(19, events.OfType<InstanceSkipped>().Count());
        Assert.Equal(20, events[^1].Progress.Failed);
    }

    [Fact]
    public void Counts_follow_the_run()
    {
        var seen = new List<(int Done, int Running)>();
        var engine = _project.Load();
        engine.Run(
            engine.Plan(),
            observer: new Observer(e =>
            {
                Assert.Equal(20, e.Progress.Total);
                seen.Add((e.Progress.Done, e.Progress.Running.Count));
            })
        );

        Assert.Equal((0, 0), seen[0]);
        Assert.Equal((0, 1), seen[1]);
        Assert.Equal((20, 0), seen[^1]);
    }

    [Fact]
    public void An_observer_that_throws_does_not_cost_the_run()
    {
        var engine = _project.Load();
        var result = engine.Run(
            engine.Plan(),
            observer: new Observer(_ => throw new InvalidOperationException("no terminal"))
        );

        Assert.True(result.Succeeded);
        Assert.Equal("progress is no longer shown: no terminal", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Time_left_comes_from_the_last_run_and_unknown_instances_are_counted_apart()
    {
        var clock = new ManualClock();
        Takes("data", 10, clock);
        Takes("kernel", 4, clock);
        var first = new List<TimeLeft?>();
        RunWith(clock, [], first);
        Assert.Equal(new TimeLeft(TimeSpan.Zero, 20), first[0]);

        var second = new List<TimeLeft?>();
        RunWith(clock, ["kernel.probes=50"], second);

        // Five kernels of 4 s on two threads, then metrics that took no time.
        Assert.Equal(new TimeLeft(TimeSpan.FromSeconds(10), 0), second[0]);
        Assert.Null(second[^1]);
    }

    [Fact]
    public void What_takes_longer_than_the_last_time_lengthens_the_rest_of_its_stage_at_once()
    {
        var clock = new ManualClock();
        var write = _project["kernel"].Body;
        Takes("kernel", 4, clock);
        RunWith(clock, [], []);
        _project["kernel"].Body = write;
        Takes("kernel", 40, clock);
        var left = new List<TimeLeft?>();
        RunWith(clock, ["kernel.probes=50"], left, jobs: 1);

        Assert.Equal(20, left[0]!.Estimate.TotalSeconds, precision: 6);
        double[] truth = [160, 120, 80, 40];
        var told = left.Select(l => l?.Estimate.TotalSeconds ?? 0).ToList();
        Assert.All(truth, t => Assert.Contains(told, s => Math.Abs(s - t) < 0.05 * t));
    }

    [Fact]
    public void Where_a_scheduler_decides_the_rest_is_shared_among_as_many_as_ever_ran_at_once()
    {
        var clock = new ManualClock();
        Takes("kernel", 4, clock);
        RunWith(clock, [], []);
        var plan = _project.Load().Plan(new PlanRequest { Sets = ["kernel.probes=50"] });
        var kernels = plan.Instances.Where(i => i.Stage == "kernel").ToList();
        var progress = new RunProgress(plan, jobs: null, clock);

        Assert.Equal(20, progress.Remaining()!.Estimate.TotalSeconds);
        kernels.ForEach(progress.Start);
        Assert.Equal(4, progress.Remaining()!.Estimate.TotalSeconds);
    }

    [Fact]
    public void A_stage_of_which_nothing_ran_yet_is_corrected_by_the_others()
    {
        var plan = Expecting(("data", 10), ("parent", 20));
        var times = new ExpectedTimes(plan.Values);
        times.Add(plan["data"], 40);

        Assert.InRange(times.Of(plan["parent[cnn,s0]"])!.Value, 70, 80);
    }

    [Fact]
    public void Of_a_stage_never_timed_the_mean_is_expected_once_one_has_ended()
    {
        var plan = Expecting(("data", 10));
        var times = new ExpectedTimes(plan.Values);
        Assert.Null(times.Of(plan["kernel[cnn,s0,t0.4]"]));
        times.Add(plan["kernel[cnn,s0,t0]"], 3);

        Assert.Equal(3, times.Of(plan["kernel[cnn,s0,t0.4]"]));
    }

    [Fact]
    public void What_shares_more_axes_tells_more()
    {
        var plan = Expecting(("child", 10));
        var times = new ExpectedTimes(plan.Values);
        times.Add(plan["child[cnn,s0,t0,r1,c1]"], 40);
        times.Add(plan["child[cnn,s0,t1,r1,c1]"], 10);

        var (first, second) = (
            times.Of(plan["child[cnn,s0,t0,r1,c2]"])!.Value,
            times.Of(plan["child[cnn,s0,t1,r1,c2]"])!.Value
        );
        Assert.InRange(first, 30, 40);
        Assert.InRange(second, 10, 20);
    }

    [Fact]
    public void An_instance_that_reports_is_estimated_by_its_own_progress()
    {
        var clock = new ManualClock();
        var write = _project["data"].Body;
        _project["data"].Body = c =>
        {
            write(c);
            clock.Advance(TimeSpan.FromSeconds(30));
            c.Report(0.25);
        };
        TimeLeft? left = null;
        var engine = _project.Load(with: o => o with { Clock = clock });
        engine.Run(
            engine.Plan(new PlanRequest { Targets = ["data"] }),
            observer: new Observer(e => left = e is InstanceProgressed ? e.Progress.Remaining() : left)
        );

        Assert.Equal(new TimeLeft(TimeSpan.FromSeconds(90), 0), left);
    }

    [Fact]
    public void What_was_never_timed_is_expected_by_its_work()
    {
        var plan = Counting().Plan();

        // A kernel is 100 steps at its 100 probes, everything else 10, at 10 a second.
        var (kernel, other) = (plan.Planned("kernel[cnn,s0,t1]"), plan.Planned("data"));
        Assert.Equal((10, 1), (kernel.ExpectedSeconds, other.ExpectedSeconds));
        Assert.Equal(new TimeLeft(TimeSpan.FromSeconds(32.5), 0), plan.Time(jobs: 2));
        Assert.EndsWith(
            "; about 33 s with 2 jobs, 65 s with one: not timed yet, counted at 10 steps a second, as an ordinary machine does.\n",
            PlanText.Render(plan, width: 300, jobs: 2),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_was_timed_with_other_parameters_counts_by_its_work()
    {
        var clock = new ManualClock();
        foreach (var stage in _project.Stages)
        {
            Takes(stage.Name, 3, clock);
        }

        Takes("kernel", 57, clock);
        Counting(clock).Run(Counting(clock).Plan());
        var plan = Counting(clock).Plan(new PlanRequest { Sets = ["data.train=5", "kernel.probes=50"] });

        // Kernels took 60 s for their 100 steps, the others 3 s for 10. Of what has other parameters the work is compared, of the others the time is known.
        Assert.Equal(30, plan.Planned("kernel[cnn,s0,t1]").ExpectedSeconds!.Value, tolerance: 1);
        Assert.Equal(3, plan.Planned("parent[cnn,s0]").ExpectedSeconds);
        Assert.EndsWith(
            "from 14 of 20 instances timed, the others at 2 steps a second.\n",
            PlanText.Render(plan, width: 300)
        );
    }

    [Fact]
    public void What_runs_tells_of_what_is_to_come_before_it_ends()
    {
        var clock = new ManualClock();
        var plan = Counting(clock).Plan();
        var progress = new RunProgress(plan, jobs: 1, clock);
        Assert.Equal(0, progress.Fraction);
        progress.Start(plan.Planned("data"));
        clock.Advance(TimeSpan.FromSeconds(20));
        progress.Advance("data", 0.5, status: null);

        // It takes 40 s and not 1, and the rest 64 s as much longer, but for what is known before weighs.
        var left = progress.Remaining()!.Estimate.TotalSeconds;
        Assert.InRange(left, 20 + (64 * 10), 20 + (64 * 40));
        Assert.Equal(20 / (20 + left), progress.Fraction, tolerance: 0.001);
    }

    private PipelineEngine Counting(ManualClock? clock = null) =>
        _project.Load(with: o =>
            o with
            {
                Clock = clock ?? o.Clock,
                Work = new(
                    q => q.Stage == "kernel" ? ((ToyParameters)q.Parameters).Kernel.Probes : 10,
                    "steps",
                    Rate: 10
                ),
            }
        );

    [Fact]
    public void The_longest_chain_starts_first()
    {
        var clock = new ManualClock();
        var write = _project["kernel"].Body;
        _project["kernel"].Body = c =>
        {
            write(c);
            clock.Advance(TimeSpan.FromSeconds(c.Axis("time") == "0.8" ? 100 : 1));
        };
        RunWith(clock, [], []);
        _project.Forget();
        RunWith(clock, ["kernel.probes=50"], [], jobs: 1);

        Assert.Equal("kernel[cnn,s0,t0.8]", _project["kernel"].Ran.First());
    }

    /// <summary>A plan of instances that are expected to take so long, and of others never timed.</summary>
    private Dictionary<string, PlannedInstance> Expecting(params (string Stage, double Seconds)[] stages)
    {
        var plan = _project.Load().Plan();
        foreach (var (stage, seconds) in stages)
        {
            foreach (var planned in plan.Instances.Where(i => i.Stage == stage))
            {
                planned.ExpectedSeconds = seconds;
            }
        }

        return plan.Instances.ToDictionary(i => i.Name, StringComparer.Ordinal);
    }

    private void Takes(string stage, double seconds, ManualClock clock)
    {
        var write = _project[stage].Body;
        _project[stage].Body = c =>
        {
            write(c);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        };
    }

    private void RunWith(ManualClock clock, string[] sets, List<TimeLeft?> left, int jobs = 2)
    {
        var engine = _project.Load(with: o => o with { Clock = clock });
        var plan = engine.Plan(new PlanRequest { Sets = sets });

        // One job makes the manual clock's times exact; the estimate is asked for two.
        var progress = new RunProgress(plan, jobs, clock);
        left.Add(progress.Remaining());
        engine.Run(plan, observer: new Observer(e => left.Add(e.Progress.Remaining())));
    }
}
