namespace NtkRepro.Pipeline.Tests;

public sealed class AsideTests : IDisposable
{
    private readonly ToyProject _project = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("aside-tests-").FullName;

    public void Dispose()
    {
        _project.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_instance_run_aside_writes_the_same_bytes_and_leaves_the_store_as_it_is()
    {
        var result = _project.Run();
        var before = Files();
        var engine = _project.Load();

        var outputs = engine.RunAside(engine.Inspect(), "metrics[cnn]", _folder);

        Assert.Equal(["plots/curve.svg", "table.txt"], outputs);
        Assert.All(
            outputs,
            o =>
                Assert.Equal(
                    File.ReadAllText(result.Output("metrics", o).Path),
                    File.ReadAllText(Path.Combine(_folder, o))
                )
        );
        Assert.Equal(before, Files());
    }

    [Fact]
    public void An_input_may_be_replaced()
    {
        _project.Run();
        _project["kernel"].Body = c => ToyStage.Write(c, "gram.bin", File.ReadAllText(c.Input("parent/log.txt").Path));
        _project.Write("other.txt", "another log");
        var engine = _project.Load();

        engine.RunAside(
            engine.Inspect(),
            "kernel[cnn,s0,t0]",
            _folder,
            f => f.Name == "log.txt" ? Path.Combine(_project.Folder, "other.txt") : f.Path
        );

        Assert.Equal(ToyStage.Digest(["another log"]), File.ReadAllText(Path.Combine(_folder, "gram.bin")));
    }

    [Fact]
    public void A_stage_that_fails_or_writes_too_little_says_so()
    {
        _project.Run();
        var engine = _project.Load();
        var inspection = engine.Inspect();

        _project["metrics"].Body = _ => throw new InvalidDataException("no table");
        var thrown = Assert.Throws<StageFailedException>(() => engine.RunAside(inspection, "metrics[cnn]", _folder));
        _project["metrics"].Body = c => ToyStage.Write(c, "table.txt", "x");
        var missing = Assert.Throws<StageFailedException>(() => engine.RunAside(inspection, "metrics[cnn]", _folder));

        Assert.Contains("no table", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("plots/*.svg", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_reads_from_a_result_that_is_gone_cannot_run()
    {
        var result = _project.Run();
        Directory.Delete(result.Instances.First(i => i.Stage == "child").Folder!, recursive: true);
        var engine = _project.Load();
        var inspection = engine.Inspect();

        var failure = Assert.Throws<StageFailedException>(() => engine.RunAside(inspection, "metrics[cnn]", _folder));

        Assert.Contains("child[", failure.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Files() =>
        Directory
            .GetFiles(_project.Artifacts, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}cache{Path.DirectorySeparatorChar}"))
            .Order(StringComparer.Ordinal);

    [Fact]
    public void A_full_disk_is_a_fault_of_the_machine_and_no_failure_of_the_stage()
    {
        _project.Run();
        var engine = _project.Load();
        var inspection = engine.Inspect();
        _project["metrics"].Body = c => throw Faults.FullDisk(c.Output("table.txt"));

        Assert.Throws<IOException>(() => engine.RunAside(inspection, "metrics[cnn]", _folder));
    }
}
