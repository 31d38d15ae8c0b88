namespace NtkRepro.Pipeline.Tests;

/// <summary>A shared store whose locks do not reach other hosts, and whose writes are seen late.</summary>
public sealed class ClaimTests : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Two_hosts_without_locks_compute_once()
    {
        using var inside = new ManualResetEventSlim();
        using var waiting = new ManualResetEventSlim();
        var write = _project["data"].Body;
        _project["data"].Body = c =>
        {
            inside.Set();
            Assert.True(waiting.Wait(s_deadline));
            write(c);
        };
        RunResult? first = null;
        var thread = new Thread(() => first = RunOn("host-1", observer: null));
        thread.Start();
        Assert.True(inside.Wait(s_deadline));
        var second = RunOn(
            "host-2",
            new Observer(e =>
            {
                if (e is InstanceProgressed { Status: { } s } && s.StartsWith("waiting", StringComparison.Ordinal))
                {
                    waiting.Set();
                }
            })
        );
        thread.Join();

        Assert.Equal(Outcome.Computed, Assert.Single(first!.Instances).Outcome);
        Assert.Equal(Outcome.Cached, Assert.Single(second.Instances).Outcome);
        Assert.Single(_project.Ran);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_project.Artifacts, "claims")));
    }

    [Fact]
    public void A_claim_without_a_sign_of_life_runs_out_and_one_that_has_them_does_not()
    {
        var path = Path.Combine(_project.Folder, "claim");
        var clock = new ManualClock();
        var terms = Terms("host-2") with { Clock = clock, Pause = TimeSpan.FromMilliseconds(1) };
        File.WriteAllText(path, "host-1 dead\n000000000001\n");
        var looks = 0;
        using var cancellation = new CancellationTokenSource();

        // The other host beats until it has been waited for three times as long as a claim lasts.
        using var beating = new Timer(
            _ =>
            {
                if (++looks <= 30)
                {
                    File.WriteAllText(path, $"host-1 dead\n{looks:D12}\n");
                    clock.Advance(terms.Lease / 10);
                }
                else
                {
                    clock.Advance(terms.Lease * 2);
                }
            },
            state: null,
            TimeSpan.FromMilliseconds(20),
            TimeSpan.FromMilliseconds(20)
        );
        using var claim = KeyClaim.Acquire(path, terms, () => { }, cancellation.Token);

        Assert.True(looks > 30);
        Assert.StartsWith("host-2 ", File.ReadAllText(path));
    }

    [Fact]
    public void What_the_scheduler_starts_again_takes_its_own_claim_over_at_once()
    {
        var path = Path.Combine(_project.Folder, "claim");
        File.WriteAllText(path, "slurm-7 killed\n000000000001\n");
        var terms = new ClaimTerms { Clock = new ManualClock() }.ForJob("7");
        using var claim = KeyClaim.Acquire(path, terms, () => Assert.Fail("waited"), CancellationToken.None);

        Assert.StartsWith("slurm-7 ", File.ReadAllText(path));
    }

    [Fact]
    public void Many_claimants_are_inside_one_at_a_time()
    {
        var path = Path.Combine(_project.Folder, "claim");
        var (inside, most, entered) = (0, 0, 0);
        var threads = Enumerable
            .Range(0, 6)
            .Select(host => new Thread(() =>
            {
                var terms = Terms($"host-{host}") with { Pause = TimeSpan.FromMilliseconds(1) };
                for (var i = 0; i < 20; i++)
                {
                    using var claim = KeyClaim.Acquire(path, terms, () => { }, CancellationToken.None);
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    entered++;
                    Interlocked.Decrement(ref inside);
                }
            }))
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal((1, 120), (most, entered));
    }

    [Fact]
    public void Of_two_that_store_at_once_the_first_stays_and_the_second_takes_it()
    {
        var write = _project["data"].Body;
        _project["data"].Body = c =>
        {
            _project["data"].Body = write;
            var other = Load("host-2", claims: false);
            Assert.True(other.Run(other.Plan(new PlanRequest { Targets = ["data"] })).Succeeded);
            write(c);
        };
        var engine = Load("host-1", claims: false);
        var result = engine.Run(engine.Plan(new PlanRequest { Targets = ["data"] }));

        Assert.Equal("", result.FailureText());
        Assert.Empty(result.Warnings);
        Assert.Equal(2, _project.Ran.Count);
    }

    [Fact]
    public void A_sweep_leaves_what_another_host_is_writing()
    {
        var key = new string('a', 64);
        _project.Write($"artifacts/tmp/{key}.1/train.bin", "half");
        _project.Write($"artifacts/claims/{key}", "host-1 x\n000000000001\n");
        _project.Run();

        Assert.True(File.Exists(Path.Combine(_project.Artifacts, "tmp", $"{key}.1", "train.bin")));
    }

    [Fact]
    public void A_job_waits_until_what_it_reads_is_visible()
    {
        var hidden = Path.Combine(_project.Folder, "hidden");
        _project.Run(new PlanRequest { Targets = ["data"] });
        var key = _project.Plan().Instances.Single(i => i.Name == "data").Key!;
        var entry = Path.Combine(_project.Artifacts, "store", key[..2], key);
        Directory.Move(entry, hidden);
        _project.Forget();
        var engine = _project.Load(with: o => o with { Visibility = s_deadline });
        var folder = new SlurmRunFolder(Path.Combine(_project.Folder, "run"));
        folder.Create(RecordOf(engine));
        RunResult? result = null;
        var job = new Thread(() => result = engine.RunJob(new PlanRequest(), "parent[cnn,s0]", folder.FullPath));
        job.Start();
        Assert.True(SpinWait.SpinUntil(() => folder.Status("parent[cnn,s0]")?.Phase == JobPhase.Running, s_deadline));
        Assert.Empty(_project.Ran);
        Directory.Move(hidden, entry);
        job.Join();

        Assert.Equal("", result!.FailureText());
        Assert.Equal(["parent[cnn,s0]"], _project.Ran);
        Assert.Equal(JobPhase.Stored, folder.Status("parent[cnn,s0]")!.Phase);
        Assert.True(File.Exists(Path.Combine(folder.Logs, "parent[cnn,s0].log")));
    }

    [Fact]
    public void A_job_whose_inputs_never_appear_says_what_is_missing()
    {
        var engine = _project.Load(with: o => o with { Visibility = TimeSpan.Zero });
        var folder = new SlurmRunFolder(Path.Combine(_project.Folder, "run"));
        folder.Create(RecordOf(engine));
        var result = engine.RunJob(new PlanRequest(), "parent[cnn,s0]", folder.FullPath);

        Assert.False(result.Succeeded);
        Assert.Equal(JobPhase.Missing, folder.Status("parent[cnn,s0]")!.Phase);
        Assert.Contains("its inputs are not in the store: data", folder.Status("parent[cnn,s0]")!.Text);
    }

    [Fact]
    public void A_job_on_a_host_with_another_engine_than_the_run_was_submitted_for_says_so()
    {
        var folder = new SlurmRunFolder(Path.Combine(_project.Folder, "run"));
        folder.Create(RecordOf(_project.Load()));
        var engine = _project.Load(with: o => o with { EngineVariant = _ => "on cuda" });
        var failure = Assert.Throws<StageFailedException>(() =>
            engine.RunJob(new PlanRequest(), "data", folder.FullPath)
        );

        Assert.Contains("computes with toy 1 on cuda, but the jobs were submitted for toy 1;", failure.Message);
        Assert.Equal((JobPhase.Failed, failure.Message), (folder.Status("data")!.Phase, folder.Status("data")!.Text));
        Assert.Empty(_project.Ran);
    }

    [Fact]
    public void A_job_that_cannot_plan_tells_why()
    {
        var folder = new SlurmRunFolder(Path.Combine(_project.Folder, "run"));
        folder.Create(RecordOf(_project.Load()));
        var engine = _project.Load(with: o =>
            o with
            {
                EngineVariant = _ => throw new ParameterException("kernel.probes", "no such device here"),
            }
        );

        Assert.Throws<DefinitionException>(() => engine.RunJob(new PlanRequest(), "data", folder.FullPath));
        Assert.Equal(JobPhase.Failed, folder.Status("data")!.Phase);
        Assert.Contains("no such device here", folder.Status("data")!.Text);
    }

    private static SlurmRunRecord RecordOf(PipelineEngine engine) =>
        new(RunFingerprint.Of(engine.Plan()), "toy 1", DateTimeOffset.UnixEpoch, new PlanRequest());

    private RunResult RunOn(string host, IProgress<PipelineEvent>? observer)
    {
        var engine = Load(host, claims: true);
        return engine.Run(engine.Plan(new PlanRequest { Targets = ["data"] }), observer: observer);
    }

    private PipelineEngine Load(string host, bool claims) =>
        _project.Load(with: o => o with { HasLocks = false, Claims = claims, ClaimTerms = Terms(host) });

    private static ClaimTerms Terms(string host) => new() { Host = host, HasLock = false };
}
