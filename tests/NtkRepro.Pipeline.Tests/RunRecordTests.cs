namespace NtkRepro.Pipeline.Tests;

/// <summary>Runs of everything are remembered by name, and can be shown again without being computed.</summary>
public sealed class RunRecordTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("smoke")]
    [InlineData("smoke-training.learning_rate-0.1", "training.learning_rate=0.1")]
    [InlineData("smoke-run.seeds-0-1", "run.seeds=[0, 1]")]
    [InlineData("smoke-a--1-b-1", "a=-1", "b=1")]
    [InlineData("smoke-a-1", "a=[\"1\"]")]
    public void A_run_without_a_name_is_called_by_its_preset_and_what_was_changed(string name, params string[] sets)
    {
        Assert.Equal(name, RunNames.Of("smoke", sets));
        Assert.True(RunNames.IsName(name));
    }

    [Fact]
    public void A_name_that_is_made_is_bounded_and_tells_long_changes_apart()
    {
        var one = RunNames.Of("smoke", [$"run.seeds=[{string.Join(", ", Enumerable.Range(0, 200))}]"]);
        var other = RunNames.Of("smoke", [$"run.seeds=[{string.Join(", ", Enumerable.Range(0, 201))}]"]);

        Assert.True(RunNames.IsName(one));
        Assert.InRange(one.Length, 20, 80);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("-x")]
    [InlineData("")]
    [InlineData("a b")]
    public void What_is_no_name_is_refused_before_anything_runs(string name)
    {
        var refusal = Assert.Throws<DefinitionException>(() => Run(name));

        Assert.Contains($"--name {name}: a run's name {RunNames.Rule}", refusal.Message);
        Assert.Empty(_project.Ran);
    }

    [Fact]
    public void A_finished_run_is_remembered_with_all_that_made_it()
    {
        var note = new RunNote { Command = "Reproduce --set kernel.probes=64", Notes = r => Notes($"{r.Succeeded}") };
        var result = _project.Run(new PlanRequest { Sets = ["kernel.probes=64"] }, new RunOptions { Note = note });

        var record = Assert.Single(Load().Runs());
        Assert.Equal("default-kernel.probes-64", record.Name);
        Assert.Equal(RunState.Finished, record.State);
        Assert.False(record.IsNamed);
        Assert.Equal(note.Command, record.Command);
        Assert.Equal("default", record.Preset);
        Assert.Equal(["kernel.probes=64"], record.Sets);
        Assert.Equal("64", record.Parameters["kernel.probes"]);
        Assert.Equal("True", record.Notes["ended"]);
        Assert.Equal("toy 1", record.Engine);
        Assert.Equal(
            result.Instances.Select(i => (i.Name, i.Key)),
            record.Instances.Select(i => (i.Name, (string?)i.Key))
        );
        Assert.Equal("metrics/cnn", record.Instances[^1].Folder);
    }

    [Fact]
    public void A_run_that_finds_everything_leaves_the_record_of_the_one_that_computed_it()
    {
        Run();
        _clock.Advance(TimeSpan.FromHours(1));
        var ended = Assert.Single(Load().Runs()).Ended;

        Run();

        Assert.Equal(ended, Assert.Single(Load().Runs()).Ended);
    }

    [Fact]
    public void A_name_goes_to_the_newer_run_which_says_so()
    {
        Assert.Empty(Run("mine").Warnings);
        Assert.Empty(Run("mine").Warnings);
        var result = Run("mine", "kernel.probes=64");

        Assert.StartsWith(
            "the name 'mine' is this run's now; it was that of preset default, of ",
            Assert.Single(result.Warnings)
        );
        Assert.Equal(["kernel.probes=64"], Assert.Single(Load().Runs()).Sets);
    }

    [Fact]
    public void A_run_that_fails_or_is_stopped_is_remembered_beside_the_one_that_finished()
    {
        var first = Run();
        _project.Write("code/train.cs", "other");
        _project["child"].Body = _ => throw new InvalidOperationException("broken");

        Assert.False(Run().Succeeded);

        var record = Load().RunOf("default");
        Assert.Equal(RunState.Failed, record.State);
        Assert.True(record.Instances.Count < record.Planned);
        Assert.Equal(first.Instances.Select(i => i.Key), record.Finished!.Instances.Select(i => i.Key));
        Assert.True(Load().Show(record).Succeeded);

        using var stopped = new CancellationTokenSource();
        _project["child"].Body = c =>
        {
            stopped.Cancel();
            c.Cancellation.ThrowIfCancellationRequested();
        };
        var engine = Load();
        engine.Run(engine.Plan(), cancellation: stopped.Token);
        Assert.Equal(RunState.Interrupted, Load().RunOf("default").State);
        Assert.NotNull(Load().RunOf("default").Finished);
    }

    [Fact]
    public void A_part_of_a_run_has_no_name()
    {
        _project.Run(new PlanRequest { Targets = ["parent"] });

        Assert.Empty(Load().Runs());
    }

    [Fact]
    public void A_run_is_shown_again_after_its_code_has_changed()
    {
        Run("before");
        var table = File.ReadAllText(Shown);
        _project.Write("code/train.cs", "other");
        Run("after", "kernel.probes=64");
        Assert.NotEqual(table, File.ReadAllText(Shown));
        _project.Forget();

        var engine = Load();
        var result = engine.Show(engine.RunOf("before"));

        Assert.Equal(table, File.ReadAllText(Shown));
        Assert.Empty(_project.Ran);
        Assert.Empty(result.Warnings);
        Assert.Equal(File.ReadAllText(Shown), File.ReadAllText(result.Output("metrics", "table.txt").Path));
    }

    [Fact]
    public void A_run_of_which_something_is_gone_or_damaged_is_not_shown_by_halves()
    {
        var first = Run("before");
        Run("after", "kernel.probes=64");
        var table = File.ReadAllText(Shown);
        Directory.Delete(first.Instances.First(i => i.Stage == "data").Folder!, recursive: true);
        var stored = first.Output("metrics", "table.txt").Path;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stored, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(stored, "damage");

        var engine = Load();
        var refusal = Assert.Throws<StageFailedException>(() => engine.Show(engine.RunOf("before")));

        Assert.StartsWith("2 of 20 results of the run 'before' are not there:\n  data: its result ", refusal.Message);
        Assert.Contains("… is gone from the store\n", refusal.Message);
        Assert.EndsWith("metrics[cnn]: its result is damaged: table.txt differs from its manifest", refusal.Message);
        Assert.Equal(table, File.ReadAllText(Shown));
    }

    [Fact]
    public void A_run_that_is_not_there_is_named_with_the_nearest()
    {
        Run("first");

        var refusal = Assert.Throws<DefinitionException>(() => Load().RunOf("frist"));

        Assert.StartsWith("no run is named 'frist'; did you mean 'first'?", refusal.Message);
    }

    [Fact]
    public void A_collection_keeps_runs_with_a_given_name_and_forgets_others_with_their_results()
    {
        Run("kept", "kernel.probes=64");
        Run(null, "kernel.probes=65");
        Run();
        _clock.Advance(TimeSpan.FromDays(40));

        var removed = Load().CollectGarbage(new GcRequest { DryRun = false });

        Assert.Equal(
            ["default-kernel.probes-65"],
            removed.Removed.Where(i => i.Kind == GcKind.Run).Select(i => i.Instance)
        );
        Assert.Equal(6, removed.Count(GcKind.Result));
        Assert.EndsWith(
            "6 of them for runs that were given a name alone: kept\n./build.sh Forget NAME lets one go\n",
            GcText.Render(removed)
        );
        Assert.Equal(["default", "kept"], Load().Runs().Select(r => r.Name).Order());
        Assert.True(Load().Recall(Load().RunOf("kept")).Succeeded);

        var engine = Load();
        engine.Forget(engine.RunOf("kept"));
        Assert.Equal(6, Load().CollectGarbage().Count(GcKind.Result));
    }

    [Fact]
    public void Checkouts_that_share_a_store_have_names_of_their_own_and_keep_each_others_results()
    {
        var store = Path.Combine(_project.Folder, "shared");
        var (one, other) = (Sharing("one"), Sharing("other"));
        Named(one, "mine", "kernel.probes=64");
        Named(other, "mine");
        _clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(["kernel.probes=64"], Assert.Single(one.Runs()).Sets);
        Assert.Empty(Assert.Single(other.Runs()).Sets);
        Assert.Equal(0, other.CollectGarbage().Count(GcKind.Result));

        PipelineEngine Sharing(string checkout) =>
            _project.Load(with: o =>
                o with
                {
                    Clock = _clock,
                    Store = store,
                    Artifacts = Path.Combine(_project.Folder, checkout),
                }
            );
    }

    [Fact]
    public void A_page_is_kept_with_its_run()
    {
        var record = Run("mine").Record!;
        var engine = Load();
        Assert.Null(engine.PageOf(record));

        engine.KeepPage(record, [1, 2, 3]);
        Assert.Equal([1, 2, 3], engine.PageOf(record));

        engine.Forget(record);
        Assert.Null(engine.PageOf(record));
    }

    private string Shown => Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt");

    private PipelineEngine Load() => _project.Load(with: o => o with { Clock = _clock });

    private RunResult Run(string? name = null, params string[] sets) => Named(Load(), name, sets);

    private static RunResult Named(PipelineEngine engine, string? name, params string[] sets) =>
        engine.Run(engine.Plan(new PlanRequest { Sets = sets }), new RunOptions { Note = new RunNote { Name = name } });

    private static Dictionary<string, string> Notes(string ended) => new() { ["ended"] = ended };
}
