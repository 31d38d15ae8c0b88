namespace NtkRepro.Pipeline.Tests;

public sealed class GarbageTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void By_default_nothing_is_removed_but_all_is_told()
    {
        Run("kernel.probes=64");
        Run();
        _clock.Advance(TimeSpan.FromDays(40));
        var result = Load().CollectGarbage();

        Assert.True(result.DryRun);
        Assert.Equal(6, result.Count(GcKind.Result));
        Assert.Equal(20, result.KeptResults);
        Assert.True(result.RemovedBytes > 0);
        Assert.True(Plan("kernel.probes=64").IsUpToDate);
        Assert.StartsWith("would remove 6 results, ", GcText.Render(result));
    }

    [Fact]
    public void What_no_preset_and_no_recent_run_refers_to_is_removed()
    {
        Run("kernel.probes=64");
        Run();
        _clock.Advance(TimeSpan.FromDays(40));
        var result = Collect();

        Assert.Equal(
            ["kernel", "metrics"],
            result.Removed.Where(i => i.Kind == GcKind.Result).Select(i => i.Instance!.Split('[')[0]).Distinct().Order()
        );
        Assert.True(Plan().IsUpToDate);
        Assert.Equal(5, Plan("kernel.probes=64").Count(PlanState.WillRun));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "trash")));
        Assert.Equal(0, Collect().Count(GcKind.Result));
    }

    [Fact]
    public void What_every_preset_needs_is_kept_unless_presets_are_named()
    {
        Run();
        var engine = Load();
        Assert.True(engine.Run(engine.Plan(new PlanRequest { Preset = "smoke" })).Succeeded);
        Run();
        _clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(0, Load().CollectGarbage().Count(GcKind.Result));
        Assert.Equal(20, Load().CollectGarbage(new GcRequest { Presets = ["default"] }).Count(GcKind.Result));
    }

    [Fact]
    public void An_up_to_date_run_makes_its_results_recent_again()
    {
        Run("kernel.probes=64");
        _clock.Advance(TimeSpan.FromDays(40));
        Run("kernel.probes=64");
        _clock.Advance(TimeSpan.FromDays(29));
        Run();
        Assert.Equal(0, Collect().Count(GcKind.Result));

        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(6, Collect().Count(GcKind.Result));
    }

    [Fact]
    public void What_latest_shows_stays()
    {
        Run("kernel.probes=64");
        _clock.Advance(TimeSpan.FromDays(40));
        var shown = File.ReadAllText(Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt"));
        Collect();

        Assert.Equal(shown, File.ReadAllText(Path.Combine(_project.Artifacts, "latest/metrics/cnn/table.txt")));
    }

    [Fact]
    public void The_last_result_of_an_instance_stays_while_its_next_key_is_unknown()
    {
        Run();
        _project.Write("code/data/Split.cs", "other");
        _clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(0, Collect().Count(GcKind.Result));
        Run();
        Assert.Equal(["data"], _project.Ran);
    }

    [Fact]
    public void What_no_run_put_there_stays_however_old_it_is()
    {
        string[] paths =
        [
            "artifacts/work/notes/todo.txt",
            "artifacts/tmp/mine/a.txt",
            "artifacts/trash/mine.txt",
            "artifacts/damaged/compare.20200101T000000/a.txt",
            "artifacts/store/notes.txt~",
            "artifacts/store/code/mine.json",
            "artifacts/runs/mine.keys",
            "artifacts/locks/mine.lock",
            "artifacts/locks/mine.txt",
        ];
        Directory.CreateDirectory(Path.Combine(_project.Artifacts, "store", "my-figures"));
        foreach (var path in paths)
        {
            _project.Write(path, "mine");
            var full = Path.Combine(_project.Folder, path);
            File.SetLastWriteTimeUtc(full, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Directory.SetLastWriteTimeUtc(
                Path.GetDirectoryName(full)!,
                new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            );
        }

        Run();
        _clock.Advance(TimeSpan.FromDays(40));
        Run("kernel.probes=64");
        Collect();

        Assert.All(paths, path => Assert.True(File.Exists(Path.Combine(_project.Folder, path)), path));
        Assert.True(Directory.Exists(Path.Combine(_project.Artifacts, "store", "my-figures")));
    }

    [Fact]
    public void Old_work_folders_damaged_and_superseded_results_and_leftovers_go_and_young_ones_stay()
    {
        Run();
        var (old, young) = (new string('a', 64), new string('b', 64));
        var now = _clock.GetUtcNow().UtcDateTime;
        foreach (var (key, days) in new[] { (old, 31), (young, 29) })
        {
            _project.Write($"artifacts/work/{key}/epoch", "3");
            File.SetLastWriteTimeUtc(Path.Combine(_project.Artifacts, "work", key, "epoch"), now.AddDays(-days));
            Directory.SetLastWriteTimeUtc(Path.Combine(_project.Artifacts, "work", key), now.AddDays(-days));
            var time = now.AddDays(-days).ToString("yyyyMMdd'T'HHmmss");
            _project.Write($"artifacts/damaged/{key}.{time}/a.bin", "x");
            _project.Write($"artifacts/superseded/{key}.{time}.2/a.bin", "x");
        }

        _project.Write($"artifacts/tmp/{old}.1/a.bin", "half");
        _project.Write($"artifacts/trash/{Guid.NewGuid():N}/a.bin", "half deleted");
        _project.Write($"artifacts/store/code/y.json.{Guid.NewGuid():N}~", "half written");
        var result = Collect();

        Assert.Equal(
            (1, 1, 1, 3),
            (
                result.Count(GcKind.WorkFolder),
                result.Count(GcKind.Damaged),
                result.Count(GcKind.Superseded),
                result.Count(GcKind.Leftover)
            )
        );
        Assert.True(Directory.Exists(Path.Combine(_project.Artifacts, "work", young)));
        Assert.Single(Directory.GetDirectories(Path.Combine(_project.Artifacts, "damaged"), $"{young}*"));
        Assert.Single(Directory.GetDirectories(Path.Combine(_project.Artifacts, "superseded"), $"{young}*"));
    }

    [Fact]
    public void Code_listings_go_with_the_last_result_that_had_them()
    {
        Run();
        _project.Write("code/train.cs", "other");
        Run();
        _clock.Advance(TimeSpan.FromDays(40));
        Run();

        var listings = Directory.GetFiles(Path.Combine(_project.Artifacts, "store", "code")).Length;
        Assert.True(Collect().Count(GcKind.Listing) > 0);
        Assert.True(Directory.GetFiles(Path.Combine(_project.Artifacts, "store", "code")).Length < listings);
        _project.Write("code/train.cs", "third");
        Assert.Contains("code: code/train.cs changed", Plan().Instances.Single(i => i.Stage == "parent").Reasons);
    }

    [Fact]
    public void A_store_in_use_is_not_touched_and_a_dry_run_does_not_mind()
    {
        GcResult? dry = null;
        Exception? refused = null;
        _project["data"].Body += _ =>
        {
            dry = Load().CollectGarbage();
            refused = Record.Exception(() => Load().CollectGarbage(new GcRequest { DryRun = false }));
        };
        Run();

        Assert.NotNull(dry);
        Assert.Contains("is in use by a run", Assert.IsType<StoreInUseException>(refused).Message);
    }

    [Fact]
    public void A_plan_made_before_a_collection_is_made_again()
    {
        Run();
        Run("kernel.probes=64");
        Run();
        var engine = Load();
        var plan = engine.Plan(new PlanRequest { Sets = ["kernel.probes=64"] });
        Assert.True(plan.IsUpToDate);
        _clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(6, Collect().Count(GcKind.Result));

        Assert.Equal(6, engine.Run(plan).Count(Outcome.Computed));
    }

    [Fact]
    public void Broken_off_at_any_step_it_leaves_whole_results_and_the_next_one_finishes()
    {
        var steps = 0;
        for (var failing = 1; ; failing++)
        {
            using var project = new ToyProject();
            var clock = new ManualClock();
            RunOn(project, clock, "kernel.probes=64");
            RunOn(project, clock);
            clock.Advance(TimeSpan.FromDays(40));
            steps = 0;
            var broken = project.Load(with: o =>
                o with
                {
                    Clock = clock,
                    BeforeWrite = p => Faults.ThrowAt(ref steps, failing, p),
                }
            );
            var exception = Record.Exception(() => broken.CollectGarbage(new GcRequest { DryRun = false }));
            Assert.True(LoadOn(project, clock).Plan(new PlanRequest { Rehash = true }).IsUpToDate);
            Assert.Equal(0, Planned(project, clock, "kernel.probes=64").Instances.Count(IsDamaged));
            if (exception is null)
            {
                break;
            }

            LoadOn(project, clock).CollectGarbage(new GcRequest { DryRun = false });
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(project.Artifacts, "trash")));
            Assert.Equal(5, Planned(project, clock, "kernel.probes=64").Count(PlanState.WillRun));
        }

        Assert.True(steps > 10);
    }

    [Fact]
    public void Days_cannot_be_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Load().CollectGarbage(new GcRequest { KeepDays = -1 }));

    private static bool IsDamaged(PlannedInstance planned) =>
        planned.Reasons.Any(r => r.StartsWith("damaged", StringComparison.Ordinal));

    private static PipelineEngine LoadOn(ToyProject project, ManualClock clock) =>
        project.Load(with: o => o with { Clock = clock });

    private static Plan Planned(ToyProject project, ManualClock clock, params string[] sets) =>
        LoadOn(project, clock).Plan(new PlanRequest { Sets = sets });

    private static void RunOn(ToyProject project, ManualClock clock, params string[] sets)
    {
        project.Forget();
        var engine = LoadOn(project, clock);
        Assert.True(engine.Run(engine.Plan(new PlanRequest { Sets = sets })).Succeeded);
    }

    private PipelineEngine Load() => LoadOn(_project, _clock);

    private Plan Plan(params string[] sets) => Planned(_project, _clock, sets);

    private void Run(params string[] sets) => RunOn(_project, _clock, sets);

    private GcResult Collect() => Load().CollectGarbage(new GcRequest { DryRun = false });
}
