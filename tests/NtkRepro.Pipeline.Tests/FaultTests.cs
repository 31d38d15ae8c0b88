namespace NtkRepro.Pipeline.Tests;

/// <summary>Each fault of a machine has a defined outcome, and never a wrong result.</summary>
public sealed class FaultTests : IDisposable
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_disk_that_fills_at_any_step_is_a_clear_failure_and_the_run_completes_once_there_is_room()
    {
        var unbroken = Bytes(_project);
        var (steps, failures, isOver) = (0, 0, false);
        for (var failing = 1; !isOver; failing += failing < 40 ? 1 : 7)
        {
            using var project = new ToyProject();
            steps = 0;
            var at = failing;
            var engine = project.Load(with: o => o with { BeforeWrite = p => Faults.ThrowAt(ref steps, at, p) });
            var result = engine.Run(engine.Plan());
            isOver = steps < failing;
            if (!result.Succeeded)
            {
                failures++;
                Assert.StartsWith("IOException: No space left on device : '", Assert.Single(result.Failed).Failure);
                Assert.Contains("failed: IOException: No space left on device", result.FailureText());
            }

            Assert.DoesNotContain(project.Plan().Instances, IsDamaged);
            Assert.Equal(unbroken, Bytes(project));
        }

        Assert.True(failures > 40, $"{failures}");
    }

    [Fact]
    public void A_full_disk_keeps_what_was_finished()
    {
        var full = false;
        var engine = _project.Load(with: o => o with { BeforeWrite = p => full |= FillAt(p, full) });
        var result = engine.Run(engine.Plan(), new RunOptions { KeepGoing = true });
        Assert.False(result.Succeeded);
        Assert.Equal(Outcome.Computed, result.Instances.Single(i => i.Name == "data").Outcome);

        _project.Run();
        Assert.DoesNotContain("data", _project.Ran);

        bool FillAt(string path, bool isFull) => isFull || _project.Ran.Count > 3 ? throw Faults.FullDisk(path) : false;
    }

    [Fact]
    public void A_store_that_may_only_be_read_serves_what_it_has_and_fails_clearly_for_the_rest()
    {
        _project.Run();
        var engine = _project.Load(with: o => o with { BeforeWrite = p => throw Faults.ReadOnly(p) });
        Assert.Equal(20, engine.Run(engine.Plan()).Count(Outcome.UpToDate));

        var result = engine.Run(engine.Plan(new PlanRequest { Sets = ["kernel.probes=64"] }));
        Assert.StartsWith("IOException: Read-only file system : '", result.Failed[0].Failure);
        Assert.True(_project.Plan().IsUpToDate);
    }

    [Theory]
    [InlineData("artifacts")]
    [InlineData("artifacts/store")]
    [InlineData("artifacts/store/code")]
    [InlineData("artifacts/tmp")]
    [InlineData("artifacts/locks")]
    [InlineData("artifacts/work")]
    [InlineData("artifacts/logs")]
    [InlineData("artifacts/damaged")]
    public void A_file_in_the_place_of_a_folder_is_named_before_anything_is_computed(string place)
    {
        _project.Write(place, "mine");
        var engine = _project.Load();

        var failure = Assert.Throws<IOException>(() => engine.Run(engine.Plan()));

        var path = Path.Combine(_project.Folder, place);
        Assert.Equal($"{path} is a file, where a folder belongs; move it away", failure.Message);
        Assert.Empty(_project.Ran);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_in_the_place_of_a_result_is_named_before_it_is_computed()
    {
        var folder = Folder(_project.Run(), "data");
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "mine");

        var failed = Assert.Single(_project.Run().Failed);

        Assert.Contains($"{folder} is a file, where a folder belongs", failed.Failure);
        Assert.Empty(_project.Ran);
        Assert.Equal("mine", File.ReadAllText(folder));
    }

    [Fact]
    public void A_stored_file_has_the_permissions_that_it_was_written_with_but_for_writing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions");
        _project["data"].Body += c => SetMode(c.Output("train.bin"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var folder = Folder(_project.Run(new PlanRequest { Targets = ["data"] }), "data");

        Assert.Equal(UnixFileMode.UserRead, Mode("train.bin"));
        Assert.Equal(UnixFileMode.None, Mode("test.bin") & AnyWrite);
        Assert.True(Mode("test.bin").HasFlag(UnixFileMode.UserRead));

        UnixFileMode Mode(string name) =>
            OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Path.Combine(folder, name));
    }

    [Fact]
    public void A_store_without_permission_to_write_serves_what_it_has()
    {
        _project.Run();
        // The superuser may write anywhere; there the test shows only that nothing breaks.
        var store = Path.Combine(_project.Artifacts, "store");
        SetMode(store, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.True(_project.Run().Succeeded);
        }
        finally
        {
            SetMode(store, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Paths_with_spaces_and_other_alphabets_work()
    {
        var artifacts = Path.Combine(_project.Folder, "Läufe και 結果 'x' $z");
        var engine = _project.Load(with: o => o with { Artifacts = artifacts, Store = $"{artifacts} (store)" });
        Assert.True(engine.Run(engine.Plan()).Succeeded);

        Assert.True(engine.Plan().IsUpToDate);
        Assert.NotEmpty(File.ReadAllText(Path.Combine(artifacts, "latest/metrics/cnn/table.txt")));
    }

    [Fact]
    public void A_clock_that_jumps_back_changes_no_result_and_trusts_no_cached_hash_too_early()
    {
        var clock = new ManualClock();
        _project["parent"].Body += _ => clock.Advance(TimeSpan.FromDays(-800));
        var engine = _project.Load(with: o => o with { Clock = clock });
        var result = engine.Run(engine.Plan());
        Assert.True(result.Succeeded);
        Assert.Equal(Bytes(new ToyProject(), dispose: true), Bytes(_project));

        // Every file is now younger than the clock says it can be, so each is read again rather than remembered.
        var file = Path.Combine(result.Instances[0].Folder!, "train.bin");
        var cache = new HashCache(Path.Combine(_project.Folder, "cache.tsv"), clock);
        cache.Hash(file);
        cache.Hash(file);
        Assert.Equal(2 * new FileInfo(file).Length, cache.HashedBytes);
    }

    [Fact]
    public void A_clock_that_jumps_back_does_not_age_what_was_used()
    {
        var clock = new ManualClock();
        PipelineEngine Load() => _project.Load(with: o => o with { Clock = clock });
        var engine = Load();
        engine.Run(engine.Plan(new PlanRequest { Sets = ["kernel.probes=64"] }));
        clock.Advance(TimeSpan.FromDays(-100));
        engine.Run(engine.Plan(new PlanRequest { Sets = ["kernel.probes=64"] }));
        engine.Run(engine.Plan());
        clock.Advance(TimeSpan.FromDays(110));

        Assert.Equal(0, Load().CollectGarbage().Count(GcKind.Result));
    }

    [Theory]
    [InlineData("\"host\": \"", "\"host\": \"another-")]
    [InlineData("\"seconds\": ", "\"seconds\": 1")]
    [InlineData("\"instance\": \"data\"", "\"instance\": \"date\"")]
    [InlineData("\"check\"", "\"chock\"")]
    [InlineData("\n", "\n ")]
    [InlineData("\"size\": ", "\"size\": 1")]
    public void A_manifest_edited_by_hand_is_damaged(string from, string to)
    {
        var path = Path.Combine(Folder(_project.Run(), "data"), "manifest.json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text);
        Overwrite(path, System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to)));

        Assert.Equal(["damaged: manifest.json cannot be read"], _project.Plan().Instances[0].Reasons);
        Assert.True(_project.Run().Succeeded);
        Assert.Equal(["data"], _project.Ran);
    }

    [Fact]
    public void Every_flipped_bit_of_every_stored_file_is_noticed()
    {
        var result = _project.Run();
        var flips = 0;
        foreach (var folder in result.Instances.Select(i => i.Folder!).Distinct())
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var bytes = File.ReadAllBytes(file);
                for (var i = 0; i < bytes.Length; i++, flips++)
                {
                    bytes[i] ^= (byte)(1 << (flips % 8));
                    Overwrite(file, bytes);
                    bytes[i] ^= (byte)(1 << (flips % 8));
                    Assert.NotNull(Fresh().Find(Path.GetFileName(folder)).Damage);
                }

                Overwrite(file, bytes);
            }

            Assert.NotNull(Fresh().Find(Path.GetFileName(folder)).Manifest);
        }

        Assert.True(flips > 10_000, $"{flips}");
    }

    [Fact]
    public void A_flipped_bit_is_noticed_although_the_hash_is_cached_and_size_and_time_are_as_before()
    {
        // The clock is a year ahead, so that every hash is remembered.
        var clock = new ManualClock();
        var engine = _project.Load(with: o => o with { Clock = clock });
        var result = engine.Run(engine.Plan());
        Assert.True(engine.Plan().IsUpToDate);
        foreach (var name in new[] { "data", "parent[cnn,s0]", "metrics[cnn]" })
        {
            var file = Directory.EnumerateFiles(Folder(result, name), "*.*", SearchOption.AllDirectories).First();
            var time = File.GetLastWriteTimeUtc(file);
            var bytes = File.ReadAllBytes(file);
            bytes[^1] ^= 4;
            Overwrite(file, bytes);
            File.SetLastWriteTimeUtc(file, time);
        }

        var plan = _project
            .Load(with: o => o with { Clock = clock })
            .Plan(new PlanRequest { Rehash = !NativeStat.IsAvailable });
        Assert.Contains(plan.Instances, i => i.Name == "data" && IsDamaged(i));
        Assert.True(_project.Run().Succeeded);
        Assert.Equal(["data", "parent[cnn,s0]", "metrics[cnn]"], _project.Ran);
    }

    private ResultStore Fresh()
    {
        var layout = new ArtifactLayout(_project.Artifacts, _project.Artifacts);
        var cache = new HashCache(Path.Combine(_project.Folder, "none.tsv"), TimeProvider.System);
        return new ResultStore(layout, cache, TimeProvider.System, durable: false);
    }

    /// <summary>Relative path and text of everything stored but manifests, after a run to the end.</summary>
    private static SortedDictionary<string, string> Bytes(ToyProject project, bool dispose = false)
    {
        Assert.True(project.Run().Succeeded);
        var store = Path.Combine(project.Artifacts, "store");
        var files = Directory
            .EnumerateDirectories(store)
            .Where(d => Path.GetFileName(d).Length == 2)
            .SelectMany(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories))
            .Where(f => Path.GetFileName(f) != "manifest.json")
            .ToDictionary(f => Path.GetRelativePath(store, f), File.ReadAllText);
        if (dispose)
        {
            project.Dispose();
        }

        return new SortedDictionary<string, string>(files, StringComparer.Ordinal);
    }

    private static bool IsDamaged(PlannedInstance planned) =>
        planned.Reasons.Any(r => r.StartsWith("damaged", StringComparison.Ordinal));

    private static void Overwrite(string path, byte[] bytes)
    {
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, bytes);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static string Folder(RunResult result, string instance) =>
        result.Instances.Single(i => i.Name == instance).Folder!;
}
