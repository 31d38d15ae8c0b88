namespace NtkRepro.Pipeline.Tests;

public sealed class StageProgressTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Stages_stand_in_the_order_of_the_plan_with_their_instances()
    {
        var stages = Observe().First;

        Assert.Equal(
            [("data", 1), ("parent", 1), ("child", 12), ("kernel", 5), ("metrics", 1)],
            stages.Select(s => (s.Name, s.Total))
        );
        Assert.All(stages, s => Assert.Equal((0, 0, 0.0), (s.Done, s.Failed, s.Fraction)));
    }

    [Fact]
    public void In_the_end_every_stage_is_done() =>
        Assert.All(Observe().Last, s => Assert.Equal((s.Total, 0, 1.0), (s.Done, s.Running, s.Fraction)));

    [Fact]
    public void What_was_up_to_date_is_done_from_the_beginning()
    {
        Observe();

        var first = Observe("training.epochs=3").First;

        Assert.Equal(1, Assert.Single(first, s => s.Name == "data").Done);
        Assert.Equal(0, Assert.Single(first, s => s.Name == "parent").Done);
    }

    [Fact]
    public void A_running_instance_counts_as_much_as_it_says()
    {
        StageProgress? during = null;
        RunProgress? progress = null;
        _project["parent"].Body += c =>
        {
            c.Report(0.25);
            during = progress!.Stages.Single(s => s.Name == "parent");
        };
        var engine = _project.Load();
        engine.Run(engine.Plan(), observer: new Observer(e => progress = e.Progress));

        Assert.Equal((0, 1, 0.25), (during!.Done, during.Running, during.Fraction));
    }

    [Fact]
    public void What_failed_and_what_was_skipped_for_it_is_counted_where_it_is()
    {
        _project["kernel"].Body = _ => throw new InvalidOperationException("no");

        var stages = Observe(options: new RunOptions { KeepGoing = true }).Last;

        Assert.Equal(5, stages.Single(s => s.Name == "kernel").Failed);
        Assert.Equal(1, stages.Single(s => s.Name == "metrics").Failed);
        Assert.Equal(0, stages.Single(s => s.Name == "child").Failed);
    }

    private (IReadOnlyList<StageProgress> First, IReadOnlyList<StageProgress> Last) Observe(
        string? set = null,
        RunOptions? options = null
    )
    {
        var seen = new List<IReadOnlyList<StageProgress>>();
        var engine = _project.Load();
        engine.Run(
            engine.Plan(new PlanRequest { Sets = set is null ? [] : [set] }),
            options,
            new Observer(e => seen.Add(e.Progress.Stages))
        );
        return (seen[0], seen[^1]);
    }
}
