using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline.Tests;

/// <summary>
/// A key is the name of a stored result for good. If a golden key changes, every result that anyone has stored is lost to them: raise
/// <see cref="KeyRecord.Format"/> instead, and say so in the change log.
/// </summary>
public sealed class KeyTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Golden_keys_stay()
    {
        // Computed by a few lines of Python (json.dumps with sorted keys, hashlib).
        var result = _project.Run();
        string KeyOf(string instance) => result.Instances.Single(i => i.Name == instance).Key!;

        Assert.Equal("26cbae64d91936aa8b04826cb5c979033e84f6d95284e3935d44f424f7f77292", KeyOf("data"));
        Assert.Equal("9133a57252b7638dae1954909951daa401bdb42468b6da43f90da136eba4365c", KeyOf("parent[cnn,s0]"));
    }

    [Fact]
    public void A_key_is_the_SHA_256_of_the_canonical_record()
    {
        static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var code = Sha256(
            $$"""{"code/data/Split.cs":"{{Sha256("0 5 split\n")}}","code/data/deep/Read.cs":"{{Sha256("0 4 read\n")}}"}"""
        );
        var record =
            $$"""{"axes":{},"code":"{{code}}","engine":"toy 1","format":2,"inputs":{},"outputs":["test.bin","train.bin"],"""
            + """ "parameters":{"data.dataset":"digits","data.train":4000},"stage":"data"}""".TrimStart();

        Assert.Equal(Sha256(record), KeyOf("data"));
    }

    [Fact]
    public void A_record_with_axes_and_inputs_is_canonical_too()
    {
        var result = _project.Run();
        string Hash(string stage, string name) => result.Output(stage, name).Sha256;
        var child = result.Instances.Single(i => i.Name == "child[cnn,s0,t0.25,r0.1,c2]");
        var code = KeyRecord.Hash($$"""{"code/train.cs":"{{KeyRecord.Hash("0 5 train\n")}}"}""");
        var expected =
            """{"axes":{"child":"2","model":"cnn","rate":"0.1","seed":"0","time":"0.25"},"""
            + $"\"code\":\"{code}\",\"engine\":\"toy 1\",\"format\":2,\"inputs\":{{"
            + $"\"data/train.bin\":\"{Hash("data", "train.bin")}\","
            + $"\"parent[cnn,s0]/checkpoints/0.25.bin\":\"{Hash("parent", "checkpoints/0.25.bin")}\"}},"
            + """ "outputs":["log.txt"],"parameters":{"training.epochs":12,"training.learning_rate":0.1,"training.momentum":0.9},"stage":"child"}""".TrimStart();

        Assert.Equal(expected, child.Manifest!.Record);
        Assert.Equal(KeyRecord.Hash(expected), child.Key);
    }

    [Theory]
    [InlineData("train: 4000", "train: 4001")]
    [InlineData("dataset: digits", "dataset: fashion-mnist")]
    [InlineData("outputs: [train.bin, test.bin]", "outputs: [train.bin, test.bin, more.bin]")]
    [InlineData("code: [code/data/**/*.cs]", "code: [code/data/*.cs]")]
    public void What_the_stage_declares_changes_its_key(string old, string replacement)
    {
        var before = KeyOf("data");
        _project.Write("pipeline.yaml", ToyProject.Yaml.Replace(old, replacement));

        Assert.NotEqual(before, KeyOf("data"));
    }

    [Theory]
    [InlineData("description: Splits the data.", "description: Something else.")]
    [InlineData("name: toy", "name: other")]
    [InlineData("sources: [/data]", "sources: [/elsewhere, /more]")]
    [InlineData("epochs: 12", "epochs: 13")]
    [InlineData(
        "{ dataset: digits, train: 4000, sources: [/data] }",
        "{ sources: [/data], train: 4000, dataset: 'digits' }"
    )]
    [InlineData("outputs: [train.bin, test.bin]", "outputs: [test.bin, train.bin]")]
    [InlineData("seeds: [0]", "seeds: [0, 1]")]
    [InlineData("publish: [table.txt, \"plots/*.svg\"]", "publish: [table.txt]")]
    public void What_the_stage_does_not_declare_leaves_its_key(string old, string replacement)
    {
        Assert.Contains(old, ToyProject.Yaml);
        var before = KeyOf("data");
        _project.Write("pipeline.yaml", ToyProject.Yaml.Replace(old, replacement));

        Assert.Equal(before, KeyOf("data"));
    }

    [Fact]
    public void The_engine_changes_keys_and_threads_folders_and_clocks_do_not()
    {
        var before = KeyOf("data");
        string With(Func<PipelineOptions, PipelineOptions> with) =>
            Planned(_project.Load(with: with).Plan(), "data").Key!;

        Assert.NotEqual(before, Planned(_project.Load("toy 2").Plan(), "data").Key);
        Assert.NotEqual(before, With(o => o with { EngineVariant = _ => "cuda" }));
        Assert.Equal(before, With(o => o with { EngineVariant = _ => null }));
        Assert.Equal(before, With(o => o with { Threads = 7 }));
        Assert.Equal(before, With(o => o with { Artifacts = Path.Combine(_project.Folder, "other") }));
        Assert.Equal(before, With(o => o with { Durable = true }));
        using var elsewhere = new ToyProject();
        Assert.Equal(before, Planned(elsewhere.Plan(), "data").Key);
    }

    [Fact]
    public void Code_content_and_code_names_change_a_key_and_file_times_do_not()
    {
        var before = KeyOf("data");
        File.SetLastWriteTimeUtc(Path.Combine(_project.Folder, "code/data/Split.cs"), DateTime.UnixEpoch);
        Assert.Equal(before, KeyOf("data"));

        _project.Write("code/data/Split.cs", "tlips");
        var edited = KeyOf("data");
        File.Move(
            Path.Combine(_project.Folder, "code/data/Split.cs"),
            Path.Combine(_project.Folder, "code/data/Renamed.cs")
        );

        Assert.Equal(3, new[] { before, edited, KeyOf("data") }.Distinct().Count());
    }

    [Fact]
    public void The_spelling_of_numbers_and_ranges_leaves_keys()
    {
        _project.Run();
        var yaml = ToyProject
            .Yaml.Replace("learning_rate: 0.1", "learning_rate: 1.0e-1")
            .Replace("rates: [1, 0.1]", "rates: [1.0, 0.10]")
            .Replace("{ from: 0, to: 1, step: 0.4 }", "[0, 0.4, 0.80]");
        _project.Write("pipeline.yaml", yaml);

        Assert.True(_project.Plan().IsUpToDate);
    }

    [Fact]
    public void The_order_of_axis_values_in_the_file_leaves_keys()
    {
        _project.Run();

        Assert.Equal(20, _project.Run("run.rates=[0.1, 1]", "run.children=[2, 1]").Count(Outcome.UpToDate));
    }

    private string KeyOf(string instance) => Planned(_project.Plan(), instance).Key!;

    private static PlannedInstance Planned(Plan plan, string instance) =>
        plan.Instances.Single(i => i.Name == instance);
}
