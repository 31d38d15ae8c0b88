using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed class VerificationReferenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_preset_has_a_folder_of_its_own_and_the_default_lies_around_them()
    {
        Of("default").Replace([File("metrics/cnn/runs.parquet", "a")]);
        Of("smoke").Replace([File("metrics/cnn/runs.parquet", "b")]);

        Assert.Equal("a", Read("reference/metrics/cnn/runs.parquet"));
        Assert.Equal("b", Read("reference/smoke/metrics/cnn/runs.parquet"));
        Assert.Equal(["metrics/cnn/runs.parquet"], Of("default").Files());
        Assert.Equal(["metrics/cnn/runs.parquet"], Of("smoke").Files());
        Assert.Empty(Of("paper").Files());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("smoke")]
    public void Replacing_one_leaves_the_others_and_nothing_of_its_own(string preset)
    {
        Of("default").Replace([File("metrics/cnn/runs.parquet", "old"), File("figures/cnn/a.svg", "old")]);
        Of("smoke").Replace([File("metrics/cnn/runs.parquet", "old"), File("figures/cnn/a.svg", "old")]);
        Write("reference/README.md", "what this is");
        Write("reference/metrics/cnn/notes.txt", "mine");
        Write("reference/smoke/figures/cnn/notes.txt", "mine");
        Write("reference.previous/metrics/cnn/runs.parquet", "mine");

        Of(preset).Replace([File("metrics/cnn/runs.parquet", "new")]);

        var other = preset == "default" ? "smoke" : "default";
        Assert.Equal(["metrics/cnn/runs.parquet"], Of(preset).Files());
        Assert.Equal("new", System.IO.File.ReadAllText(Of(preset).PathOf("metrics/cnn/runs.parquet")));
        Assert.Equal(["figures/cnn/a.svg", "metrics/cnn/runs.parquet"], Of(other).Files());
        Assert.All(Of(other).Files(), f => Assert.Equal("old", System.IO.File.ReadAllText(Of(other).PathOf(f))));
        Assert.Equal("what this is", Read("reference/README.md"));
        Assert.Equal("mine", Read("reference/metrics/cnn/notes.txt"));
        Assert.Equal("mine", Read("reference/smoke/figures/cnn/notes.txt"));
        Assert.Equal("mine", Read("reference.previous/metrics/cnn/runs.parquet"));
    }

    [Fact]
    public void A_reference_may_be_edited_though_what_it_was_copied_from_may_not()
    {
        var file = File("metrics/cnn/runs.parquet", "a");
        System.IO.File.SetAttributes(file.Stored, FileAttributes.ReadOnly);

        Of("default").Replace([file]);

        Assert.False(new FileInfo(Of("default").PathOf(file.Path)).IsReadOnly);
        System.IO.File.SetAttributes(file.Stored, FileAttributes.Normal);
    }

    [Fact]
    public void A_figure_is_kept_as_SVG_alone()
    {
        Of("default")
            .Replace([
                File("figures/cnn/a.svg", "a"),
                File("figures/cnn/a.pdf", "a"),
                File("figures/cnn/a.png", "a"),
                File("metrics/cnn/runs.parquet", "a"),
            ]);

        Assert.Equal(["figures/cnn/a.svg", "metrics/cnn/runs.parquet"], Of("default").Files());
    }

    [Fact]
    public void A_file_in_its_place_stays_and_is_named()
    {
        Write("reference", "mine");

        var refusal = Assert.Throws<IOException>(() => Of("default"));

        Assert.Equal($"{folder.File("reference")} is a file, where a folder belongs; move it away", refusal.Message);
        Assert.Equal("mine", Read("reference"));
    }

    // Killed while the new one is written, between the two renames, and before the old one is deleted.
    [Theory]
    [InlineData("reference", ".reference.next", null, "old")]
    [InlineData(null, ".reference.next", ".reference.previous", "old")]
    [InlineData("reference", null, ".reference.previous", "old")]
    public void A_replacement_that_was_killed_leaves_one_whole_reference(
        string? present,
        string? next,
        string? previous,
        string expected
    )
    {
        foreach (
            var (name, text) in new[]
            {
                (present, "old"),
                (next, "half"),
                (previous, present is null ? "old" : "older"),
            }
        )
        {
            if (name is not null)
                Write($"{name}/metrics/cnn/runs.parquet", text);
        }

        var reference = Of("default");

        Assert.Equal(expected, System.IO.File.ReadAllText(reference.PathOf("metrics/cnn/runs.parquet")));
        reference.Replace([File("metrics/cnn/runs.parquet", "new")]);
        Assert.Equal("new", System.IO.File.ReadAllText(reference.PathOf("metrics/cnn/runs.parquet")));
        Assert.Equal(["reference"], Directory.GetDirectories(folder.File(""), "*reference*").Select(Path.GetFileName));
    }

    private VerificationReference Of(string preset) =>
        new(folder.File(""), Reproduction.Load(Repository.Definition, folder.File("unused")).Definition, preset);

    private PublishedFile File(string path, string text)
    {
        var stored = folder.File(Path.GetRandomFileName());
        System.IO.File.WriteAllText(stored, text);
        var axes = new Dictionary<string, string>(StringComparer.Ordinal);
        return new PublishedFile("metrics[cnn]", "metrics", axes, Path.GetFileName(path), path, stored, stored, "");
    }

    private string Read(string path) => System.IO.File.ReadAllText(folder.File(path));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
        System.IO.File.WriteAllText(folder.File(path), text);
    }
}
