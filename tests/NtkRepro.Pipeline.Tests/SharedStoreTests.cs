namespace NtkRepro.Pipeline.Tests;

/// <summary>One store for several checkouts, and instances that run alone against it.</summary>
public sealed class SharedStoreTests : IDisposable
{
    private readonly ToyProject _first = new();
    private readonly ToyProject _second = new();
    private readonly string _store = Directory.CreateTempSubdirectory("store-").FullName;

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        Directory.Delete(_store, recursive: true);
    }

    [Fact]
    public void What_one_checkout_computed_another_finds()
    {
        Assert.True(Run(_first).Succeeded);
        Assert.Equal(20, Run(_second).Count(Outcome.UpToDate));

        Assert.Empty(_second.Ran);
        Assert.Equal(
            File.ReadAllText(Path.Combine(_first.Artifacts, "latest/metrics/cnn/table.txt")),
            File.ReadAllText(Path.Combine(_second.Artifacts, "latest/metrics/cnn/table.txt"))
        );
    }

    [Fact]
    public void The_store_holds_locks_and_unfinished_work_and_the_checkout_its_logs()
    {
        _first["data"].Body += c => File.WriteAllText(Path.Combine(c.WorkFolder, "epoch"), "1");
        _first["parent"].Body += c => throw new IOException(Path.Combine(c.WorkFolder, "epoch"));
        Run(_first);

        Assert.Equal(
            ["locks", "runs", "store", "tmp", "work"],
            Directory.EnumerateDirectories(_store).Select(Path.GetFileName).Order()
        );
        Assert.Equal(
            ["logs"],
            Directory.EnumerateDirectories(_first.Artifacts).Select(Path.GetFileName).Except(["cache"])
        );
    }

    [Fact]
    public void Nothing_in_the_store_names_an_absolute_path()
    {
        Run(_first);

        Assert.All(
            Directory.EnumerateFiles(_store, "*", SearchOption.AllDirectories),
            f =>
            {
                var text = File.ReadAllText(f);
                Assert.DoesNotContain(_first.Folder, text);
                Assert.DoesNotContain(_store, text);
            }
        );
    }

    [Fact]
    public void An_instance_runs_alone_once_its_inputs_are_there()
    {
        Assert.Equal(["data"], RunAlone("data").Instances.Select(i => i.Name));
        var result = RunAlone("parent[cnn,s0]");

        Assert.True(result.Succeeded);
        Assert.Equal(Outcome.Computed, Assert.Single(result.Instances).Outcome);
        Assert.Equal(["data", "parent[cnn,s0]"], _first.Ran);
        Assert.False(Directory.Exists(Path.Combine(_first.Artifacts, "latest")));
    }

    [Fact]
    public void An_instance_without_its_inputs_is_not_run_and_its_log_names_what_is_missing()
    {
        RunAlone("data");
        var result = RunAlone("child[cnn,s0,t1,r1,c1]");
        const string Reason = "its inputs are not in the store: parent[cnn,s0] (never run)";

        Assert.False(result.Succeeded);
        Assert.Equal($"not run: child[cnn,s0,t1,r1,c1]: {Reason}", result.FailureText());
        Assert.EndsWith($"not run: {Reason}\n", File.ReadAllText(Assert.Single(result.Instances).LogPath!));
        Assert.Equal(["data"], _first.Ran);
    }

    [Fact]
    public void An_instance_that_is_up_to_date_says_so_and_one_that_fails_tells_why()
    {
        RunAlone("data");
        var again = RunAlone("data");
        Assert.Equal(Outcome.UpToDate, Assert.Single(again.Instances).Outcome);
        Assert.Contains("nothing to do: ", File.ReadAllText(again.Instances[0].LogPath!));

        _first["parent"].Body = _ => throw new InvalidOperationException("no luck");
        var failed = RunAlone("parent[cnn,s0]");
        Assert.Equal("no luck", Assert.Single(failed.Failed).Failure);
        Assert.Contains("no luck", File.ReadAllText(failed.Instances[0].LogPath!));
    }

    [Fact]
    public void The_engine_knows_the_folder_of_a_result_and_of_nothing_else()
    {
        RunAlone("data");
        var engine = Load(_first);
        var plan = engine.Plan();

        var data = engine.FolderOf(plan.Instances.Single(i => i.Name == "data"))!;
        Assert.Equal(RunAlone("data").Instances[0].Folder, data);
        Assert.All(plan.Instances.Where(i => i.Name != "data"), i => Assert.Null(engine.FolderOf(i)));
    }

    [Fact]
    public void An_unknown_instance_is_refused_with_the_nearest_name()
    {
        var engine = Load(_first);
        var plan = engine.Plan();

        var exception = Assert.Throws<ArgumentException>(() => engine.RunInstance(plan, "kernel[cnn,s0,t0.5]"));
        Assert.Contains("did you mean", exception.Message);
    }

    [Fact]
    public void An_executor_is_given_each_instance_once_all_it_reads_is_stored()
    {
        var executor = new Executor(job =>
        {
            var result = RunAlone(job.Instance);
            Assert.Equal(job.Key, result.Instances[0].Key);
        });
        var engine = Load(_second);
        var result = engine.Run(engine.Plan(), new RunOptions { Jobs = 3, Executor = executor });

        Assert.True(result.Succeeded);
        Assert.Equal(20, result.Count(Outcome.Computed));
        Assert.Equal(20, _first.Ran.Count);
        Assert.Empty(_second.Ran);
        Assert.NotEmpty(File.ReadAllText(Path.Combine(_second.Artifacts, "latest/metrics/cnn/table.txt")));
    }

    [Fact]
    public void An_executor_that_brings_no_result_is_a_failure()
    {
        var engine = Load(_first);
        var result = engine.Run(engine.Plan(), new RunOptions { Executor = new Executor(_ => { }) });

        Assert.StartsWith("it ended well elsewhere, but the store has no result", Assert.Single(result.Failed).Failure);
    }

    private RunResult Run(ToyProject project)
    {
        var engine = Load(project);
        return engine.Run(engine.Plan());
    }

    private RunResult RunAlone(string name)
    {
        var engine = Load(_first);
        return engine.RunInstance(engine.Plan(new PlanRequest { Targets = [name] }), name);
    }

    private PipelineEngine Load(ToyProject project) => project.Load(with: o => o with { Store = _store });

    private sealed class Executor(Action<InstanceJob> execute) : IInstanceExecutor
    {
        public void Execute(InstanceJob job, CancellationToken cancellation) => execute(job);
    }
}
