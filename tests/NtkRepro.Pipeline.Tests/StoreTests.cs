using System.Text.Json;

namespace NtkRepro.Pipeline.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_manifest_tells_all_about_a_result()
    {
        _project.Write(".git/HEAD", "ref: refs/heads/main\n");
        _project.Write(".git/refs/heads/main", new string('a', 40) + "\n");
        var folder = Folder(_project.Run(), "kernel[cnn,s0,t0.4]");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var json = manifest.RootElement;

        Assert.Equal(Path.GetFileName(folder), json.GetProperty("key").GetString());
        Assert.Equal("kernel", json.GetProperty("stage").GetString());
        Assert.Equal("kernel[cnn,s0,t0.4]", json.GetProperty("instance").GetString());
        Assert.Equal(100, json.GetProperty("record").GetProperty("parameters").GetProperty("kernel.probes").GetInt32());
        var output = Assert.Single(json.GetProperty("outputs").EnumerateArray());
        Assert.Equal("gram.bin", output.GetProperty("path").GetString());
        Assert.Equal(64, output.GetProperty("size").GetInt64());
        Assert.Equal(
            KeyRecord.Hash(File.ReadAllText(Path.Combine(folder, "gram.bin"))),
            output.GetProperty("sha256").GetString()
        );
        Assert.Equal("toy 1", json.GetProperty("engine").GetString());
        Assert.Equal(Environment.MachineName, json.GetProperty("host").GetString());
        Assert.Equal(1, json.GetProperty("threads").GetInt32());
        Assert.Equal(TimeSpan.Zero, json.GetProperty("started").GetDateTimeOffset().Offset);
        Assert.Equal(new string('a', 40), json.GetProperty("commit").GetString());
        // There is no repository behind it that git could be asked about.
        Assert.Equal(JsonValueKind.Null, json.GetProperty("changes").ValueKind);
    }

    [Theory]
    [InlineData("gram.bin", "flip", "gram.bin differs from its manifest")]
    [InlineData("gram.bin", "delete", "gram.bin is missing")]
    [InlineData("manifest.json", "flip", "manifest.json cannot be read")]
    [InlineData("manifest.json", "delete", "manifest.json is missing")]
    public void A_damaged_result_is_named_set_aside_and_computed_again(string file, string harm, string damage)
    {
        var folder = Folder(_project.Run(), "kernel[cnn,s0,t0.4]");
        Harm(Path.Combine(folder, file), harm);

        var plan = _project.Plan();
        Assert.Equal([$"damaged: {damage}"], plan.Instances.Single(i => i.State == PlanState.WillRun).Reasons);
        var result = _project.Run();

        Assert.Equal(["kernel[cnn,s0,t0.4]"], _project.Ran);
        Assert.Contains(damage, Assert.Single(result.Warnings));
        Assert.Single(Directory.GetDirectories(Path.Combine(_project.Artifacts, "damaged")));
        Assert.Equal(1, result.Count(Outcome.Cached));
        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void A_change_that_keeps_size_and_time_is_seen_by_rehashing()
    {
        var path = Path.Combine(Folder(_project.Run(), "kernel[cnn,s0,t0.4]"), "gram.bin");
        var time = File.GetLastWriteTimeUtc(path);
        Harm(path, "flip");
        File.SetLastWriteTimeUtc(path, time);

        _project.Run(new PlanRequest { Rehash = true });

        Assert.Equal(["kernel[cnn,s0,t0.4]"], _project.Ran);
    }

    [Fact]
    public void A_forced_rerun_with_the_same_bytes_keeps_the_entry()
    {
        var folder = Folder(_project.Run(), "data");
        var time = Directory.GetCreationTimeUtc(folder);
        var result = _project.Run(new PlanRequest { Force = ["data"] });

        Assert.Equal(["data"], _project.Ran);
        Assert.Empty(result.Warnings);
        Assert.Equal(time, Directory.GetCreationTimeUtc(folder));
        Assert.False(Directory.Exists(Path.Combine(_project.Artifacts, "superseded")));
    }

    [Fact]
    public void A_forced_rerun_with_other_bytes_says_that_the_stage_is_not_reproducible()
    {
        _project.Run();
        _project["data"].Body += c => File.AppendAllText(c.Output("test.bin"), "noise");
        var result = _project.Run(new PlanRequest { Force = ["data"] });

        Assert.Contains("data is not reproducible: test.bin differs", Assert.Single(result.Warnings));
        Assert.Single(Directory.GetDirectories(Path.Combine(_project.Artifacts, "superseded")));
        Assert.Equal(
            1 + 1 + 5,
            _project.Ran.Count(r => r is "data" or "parent[cnn,s0]" || r.StartsWith("kernel", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Stored_files_are_read_only()
    {
        var folder = Folder(_project.Run(), "data");

        if (!OperatingSystem.IsWindows())
        {
            Assert.False(File.GetUnixFileMode(Path.Combine(folder, "train.bin")).HasFlag(UnixFileMode.UserWrite));
        }
    }

    [Fact]
    public void Nothing_but_the_store_is_left_after_a_run()
    {
        _project.Run();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "tmp")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_project.Artifacts, "locks")));
        Assert.False(Directory.Exists(Path.Combine(_project.Artifacts, "work")));
    }

    [Fact]
    public void Durable_results_are_the_same_results()
    {
        var engine = _project.Load(with: o => o with { Durable = true });
        Assert.True(engine.Run(engine.Plan()).Succeeded);

        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void A_torn_journal_and_a_torn_cache_cost_nothing_but_time()
    {
        _project.Run();
        File.AppendAllText(Path.Combine(_project.Artifacts, "store", "last.tsv"), "data\tabc");
        _project.Write("artifacts/cache/hashes.tsv", "ntkrepro-hashes 1\nnonsense\nx\ty\tz\n");

        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void A_long_journal_is_rewritten_with_each_result_once()
    {
        var key = new string('0', 64);
        _project.Write("artifacts/store/last.tsv", string.Concat(Enumerable.Repeat($"data\t{key}\t1.5\n", 3000)));
        _project.Run();

        // And those of this run.
        Assert.Equal(1 + 20, File.ReadAllLines(Path.Combine(_project.Artifacts, "store", "last.tsv")).Length);
    }

    private static void Harm(string path, string harm)
    {
        if (harm == "delete")
        {
            File.Delete(path);
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var bytes = File.ReadAllBytes(path);
        bytes[0] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static string Folder(RunResult result, string instance) =>
        result.Instances.Single(i => i.Name == instance).Folder!;
}
