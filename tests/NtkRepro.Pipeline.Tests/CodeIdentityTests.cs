using System.Text.Json;

namespace NtkRepro.Pipeline.Tests;

/// <summary>How code enters keys, and what is remembered of it.</summary>
public sealed class CodeIdentityTests : IDisposable
{
    private const string File = "code/data/Split.cs";
    private readonly ToyProject _project = new(
        ToyProject.Yaml.Replace("code: [code/data/**/*.cs]", "code: [code/data/**/*.cs, notes.txt]")
    );

    public CodeIdentityTests()
    {
        _project.Write(File, "class Split { int Half(int n) => n / 2; }\n");
        _project.Write("notes.txt", "as it is\n");
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("// Halves.\nclass Split { int Half(int n) => n / 2; }\n")]
    [InlineData("\n\nclass Split { int Half(int n) => n / 2; }")]
    [InlineData("class Split { int Half(int n) => n / 2; }\r\n")]
    [InlineData("\ufeffclass Split { int Half(int n) => n / 2; }\n")]
    [InlineData("class Split\n{\n    int Half(int n) => n / 2;\n}\n")]
    public void A_file_written_otherwise_leaves_the_key(string text) => Assert.Equal(Key(), KeyAfter(File, text));

    [Theory]
    [InlineData("class Split { int Half(int m) => m / 2; }\n")]
    [InlineData("class Split { int Half(int n) => n / 3; }\n")]
    [InlineData("class Split { int Half(int n) => 2 / n; }\n")]
    [InlineData("class Split { int Half(int n) => -n / 2; }\n")]
    public void Another_program_has_another_key(string text) => Assert.NotEqual(Key(), KeyAfter(File, text));

    [Fact]
    public void Other_files_than_those_of_CSharp_count_byte_by_byte() =>
        Assert.NotEqual(Key(), KeyAfter("notes.txt", "as it is\r\n"));

    [Fact]
    public void A_comment_runs_nothing_again_and_the_files_name_counts()
    {
        _project.Run();
        _project.Write(File, "/* new */ class Split { int Half(int n) => n / 2; }\n");
        Assert.True(_project.Plan().IsUpToDate);

        System.IO.File.Move(Full(File), Full("code/data/Halve.cs"));
        Assert.Equal(
            ["code: code/data/Halve.cs is new", $"code: {File} is gone"],
            _project.Plan().Instances.Single(i => i.Stage == "data").Reasons
        );
    }

    [Fact]
    public void Files_of_the_same_text_count_once_each()
    {
        var before = Key();

        Assert.NotEqual(before, KeyAfter("code/data/Copy.cs", System.IO.File.ReadAllText(Full(File))));
    }

    [Fact]
    public void A_plan_tells_the_files_of_each_instance()
    {
        var plan = _project.Plan();

        Assert.Equal(
            [File, "code/data/deep/Read.cs", "notes.txt"],
            plan.Instances.Single(i => i.Stage == "data").Code.Keys
        );
        Assert.Empty(plan.Instances.Single(i => i.Stage == "metrics").Code);
    }

    [Fact]
    public void An_earlier_format_is_the_reason_and_not_the_code_whose_hash_was_another()
    {
        var result = _project.Run().Instances.Single(i => i.Name == "data");
        var manifest = result.Manifest!;
        var code = JsonDocument.Parse(manifest.Record).RootElement.GetProperty("code").GetString()!;
        var record = manifest.Record.Replace("\"format\":2", "\"format\":1").Replace(code, new string('0', 64));
        var earlier = manifest with { Key = KeyRecord.Hash(record), Record = record };
        var folder = Path.Combine(_project.Artifacts, "store", earlier.Key[..2], earlier.Key);
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllBytes(Path.Combine(folder, Manifest.FileName), ManifestJson.Write(earlier));
        System.IO.File.AppendAllText(
            Path.Combine(_project.Artifacts, "store", "last.tsv"),
            $"data\t{earlier.Key}\t1\n"
        );
        Directory.Delete(result.Folder!, recursive: true);

        Assert.Equal(["format: 1 → 2"], _project.Plan().Instances[0].Reasons);
    }

    private string KeyAfter(string file, string text)
    {
        _project.Write(file, text);
        return Key();
    }

    private string Key() => _project.Plan().Instances.Single(i => i.Stage == "data").Key!;

    private string Full(string file) => Path.Combine(_project.Folder, file);
}
