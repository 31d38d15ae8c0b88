namespace NtkRepro.Pipeline.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Cancelling_stops_what_runs_and_starts_nothing_more()
    {
        using var cancel = new CancellationTokenSource();
        _project["parent"].Body = c =>
        {
            cancel.Cancel();
            c.Cancellation.WaitHandle.WaitOne();
            c.Cancellation.ThrowIfCancellationRequested();
        };
        var engine = _project.Load();
        var result = engine.Run(engine.Plan(), cancellation: cancel.Token);

        Assert.True(result.Cancelled);
        Assert.Equal(1, result.Count(Outcome.Computed));
        Assert.Equal(1, result.Count(Outcome.Cancelled));
        Assert.Equal(18, result.Count(Outcome.Skipped));
        Assert.Contains("the run was stopped", result.FailureText());
    }

    [Fact]
    public void A_run_cancelled_before_it_starts_runs_nothing()
    {
        var engine = _project.Load();
        var result = engine.Run(engine.Plan(), cancellation: new CancellationToken(canceled: true));

        Assert.True(result.Cancelled);
        Assert.Empty(_project.Ran);
    }

    [Fact]
    public void An_instance_that_dies_halfway_leaves_nothing_half_written()
    {
        _project["data"].Body = c =>
        {
            ToyStage.Write(c, "train.bin", "half");
            throw new IOException("disk full");
        };
        _project.Run();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "tmp")));
        Assert.Empty(
            Directory.EnumerateFiles(
                Path.Combine(_project.Artifacts, "store"),
                "manifest.json",
                SearchOption.AllDirectories
            )
        );
    }

    [Fact]
    public void What_a_killed_process_left_is_cleared_and_does_not_count()
    {
        var key = _project.Plan().Instances.Single(i => i.Name == "data").Key!;
        _project.Write($"artifacts/tmp/{key}.999999/train.bin", "half");
        _project.Write($"artifacts/locks/{key}.lock", "");
        Assert.True(_project.Run().Succeeded);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "tmp")));
    }

    [Fact]
    public void Leftovers_of_keys_that_never_come_back_are_swept_and_those_in_use_stay()
    {
        var (gone, used) = (new string('a', 64), new string('b', 64));
        _project.Write($"artifacts/tmp/{gone}.1/train.bin", "half");
        _project.Write($"artifacts/tmp/{used}.1/train.bin", "half");
        _project.Write($"artifacts/locks/{gone}.lock", "");
        using var claim = KeyLock.TryAcquire(Path.Combine(_project.Artifacts, "locks", $"{used}.lock"));
        _project.Run();

        Assert.Equal(
            [$"{used}.1"],
            Directory.EnumerateDirectories(Path.Combine(_project.Artifacts, "tmp")).Select(Path.GetFileName)
        );
        Assert.Equal(
            [$"{used}.lock"],
            Directory.EnumerateFiles(Path.Combine(_project.Artifacts, "locks")).Select(Path.GetFileName)
        );
    }

    [Fact]
    public void A_lock_file_that_cannot_be_made_is_a_failure_and_not_another_run()
    {
        var key = _project.Plan().Instances.Single(i => i.Name == "data").Key;
        _project.Write($"artifacts/locks/{key}.lock/x", "a folder where the file should be");

        Assert.Contains("locks", Assert.Single(_project.Run(new PlanRequest { Targets = ["data"] }).Failed).Failure);
    }

    [Fact]
    public void A_stage_goes_on_from_its_work_folder_which_is_gone_once_the_result_is_stored()
    {
        var write = _project["data"].Body;
        var epochs = new List<int>();
        _project["data"].Body = c =>
        {
            var state = Path.Combine(c.WorkFolder, "epoch");
            for (var epoch = File.Exists(state) ? int.Parse(File.ReadAllText(state)) + 1 : 0; epoch < 4; epoch++)
            {
                epochs.Add(epoch);
                File.WriteAllText(state, $"{epoch}");
                if (epochs.Count == 2)
                {
                    throw new IOException("power cut");
                }
            }

            write(c);
        };
        Assert.False(_project.Run().Succeeded);
        Assert.True(_project.Run().Succeeded);

        Assert.Equal([0, 1, 2, 3], epochs);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "work")));
    }

    [Fact]
    public void Two_runs_at_once_compute_once()
    {
        using var inside = new ManualResetEventSlim();
        using var waiting = new ManualResetEventSlim();
        var write = _project["data"].Body;
        _project["data"].Body = c =>
        {
            inside.Set();
            Assert.True(waiting.Wait(TimeSpan.FromSeconds(30)));
            write(c);
        };
        var request = new PlanRequest { Targets = ["data"] };
        var (first, second) = (_project.Load(), _project.Load());
        var (firstPlan, secondPlan) = (first.Plan(request), second.Plan(request));
        RunResult? firstResult = null;
        var thread = new Thread(() => firstResult = first.Run(firstPlan));
        thread.Start();
        Assert.True(inside.Wait(TimeSpan.FromSeconds(30)));
        var observer = new Observer(e =>
        {
            if (
                e is InstanceProgressed { Status: { } status }
                && status.StartsWith("waiting", StringComparison.Ordinal)
            )
            {
                waiting.Set();
            }
        });
        var secondResult = second.Run(secondPlan, observer: observer);
        thread.Join();

        Assert.Equal(Outcome.Computed, Assert.Single(firstResult!.Instances).Outcome);
        Assert.Equal(Outcome.Cached, Assert.Single(secondResult.Instances).Outcome);
        Assert.Single(_project.Ran);
    }

    [Fact]
    public void A_lock_excludes_others_until_it_is_given_up()
    {
        var path = Path.Combine(_project.Folder, "a.lock");
        using (KeyLock.TryAcquire(path)!)
        {
            Assert.Null(KeyLock.TryAcquire(path));
        }

        using var again = KeyLock.TryAcquire(path);
        Assert.NotNull(again);
    }

    [Fact]
    public void Many_threads_on_one_lock_are_inside_one_at_a_time()
    {
        var path = Path.Combine(_project.Folder, "b.lock");
        var (inside, most, entered) = (0, 0, 0);
        var threads = Enumerable
            .Range(0, 8)
            .Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 50; i++)
                {
                    KeyLock? claim;
                    while ((claim = KeyLock.TryAcquire(path)) is null)
                    {
                        Thread.Yield();
                    }

                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    entered++;
                    Interlocked.Decrement(ref inside);
                    claim.Dispose();
                }
            }))
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal((1, 400), (most, entered));
    }
}
