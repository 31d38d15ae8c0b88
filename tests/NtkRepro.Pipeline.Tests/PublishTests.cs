namespace NtkRepro.Pipeline.Tests;

public sealed class PublishTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    private string Latest => Path.Combine(_project.Artifacts, "latest");

    private string List => Path.Combine(Latest, ".shown.tsv");

    private string Table => Path.Combine(Latest, "metrics", "cnn", "table.txt");

    [Fact]
    public void Published_files_are_relative_links_under_readable_names()
    {
        var result = _project.Run();
        var link = new FileInfo(Path.Combine(Latest, "metrics", "cnn", "plots", "curve.svg"));

        Assert.Equal(
            File.ReadAllText(result.Output("metrics", "plots/curve.svg").Path),
            File.ReadAllText(link.FullName)
        );
        Assert.StartsWith("../../../../store/", link.LinkTarget);
        Assert.Equal(["metrics"], Directory.EnumerateDirectories(Latest).Select(Path.GetFileName));
    }

    [Fact]
    public void A_new_result_replaces_the_link_and_going_back_restores_it()
    {
        _project.Run();
        var path = Path.Combine(Latest, "metrics", "cnn", "table.txt");
        var first = File.ReadAllText(path);
        _project.Run("kernel.probes=64");
        var second = File.ReadAllText(path);
        _project.Run();

        Assert.NotEqual(first, second);
        Assert.Equal(first, File.ReadAllText(path));
    }

    [Fact]
    public void What_is_no_longer_published_is_removed()
    {
        _project.Run("run.models=[cnn, mlp]");
        Assert.True(File.Exists(Path.Combine(Latest, "metrics", "mlp", "table.txt")));
        var entry = new string('a', 64);
        var gone = Path.Combine(Latest, "gone", "file.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(gone)!);
        File.CreateSymbolicLink(gone, $"../../store/aa/{entry}/file.txt");
        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace("publish: [table.txt, \"plots/*.svg\"]", "publish: [table.txt]")
        );
        _project.Run();

        Assert.Equal(
            [Path.Combine(Latest, "metrics", "cnn", "table.txt")],
            Directory.EnumerateFiles(Latest, "*.*", SearchOption.AllDirectories).Where(f => f != List)
        );
        Assert.Equal([Path.Combine(Latest, "metrics")], Directory.EnumerateDirectories(Latest));
        Assert.False(Directory.Exists(Path.Combine(Latest, "metrics", "mlp")));
    }

    [Fact]
    public void A_failed_run_and_a_run_of_other_targets_leave_what_is_shown()
    {
        _project.Run();
        var path = Path.Combine(Latest, "metrics", "cnn", "table.txt");
        var before = new FileInfo(path).LinkTarget;
        _project["kernel"].Body = _ => throw new InvalidOperationException("no");
        _project.Run("kernel.probes=64");
        _project.Run(new PlanRequest { Targets = ["data"] });

        Assert.Equal(before, new FileInfo(path).LinkTarget);
    }

    [Fact]
    public void Axis_values_are_joined_by_hyphens()
    {
        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace("outputs: [gram.bin]", "outputs: [gram.bin]\n    publish: [gram.bin]")
        );
        _project.Run();

        Assert.True(File.Exists(Path.Combine(Latest, "kernel", "cnn-s0-t0.25", "gram.bin")));
    }

    [Fact]
    public void A_persons_files_and_folders_among_the_shown_ones_stay()
    {
        _project.Run();
        _project.Write("artifacts/latest/notes.txt", "mine");
        _project.Write("artifacts/latest/talk/slide.svg", "mine");
        _project.Write("artifacts/latest/metrics/cnn/notes.txt", "mine");
        Directory.CreateDirectory(Path.Combine(Latest, "metrics", "empty"));
        File.Copy(Table, Path.Combine(Latest, "metrics", "cnn", "copy.txt"));
        File.CreateSymbolicLink(Path.Combine(Latest, "metrics", "cnn", "link.txt"), "table.txt");
        Directory.CreateSymbolicLink(Path.Combine(Latest, "elsewhere"), Path.Combine(_project.Folder, "code"));

        var result = _project.Run("kernel.probes=64");

        Assert.True(result.Succeeded);
        Assert.Empty(result.Warnings);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Latest, "notes.txt")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Latest, "talk", "slide.svg")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Latest, "metrics", "cnn", "notes.txt")));
        Assert.True(Directory.Exists(Path.Combine(Latest, "metrics", "empty")));
        Assert.True(File.Exists(Path.Combine(Latest, "metrics", "cnn", "copy.txt")));
        Assert.True(File.Exists(Path.Combine(Latest, "metrics", "cnn", "link.txt")));
        Assert.True(File.Exists(Path.Combine(_project.Folder, "code", "train.cs")));
    }

    [Fact]
    public void A_persons_file_in_the_place_of_a_result_stays_and_is_named()
    {
        _project.Run();
        File.Delete(Table);
        File.WriteAllText(Table, "mine");

        var result = _project.Run("kernel.probes=64");

        Assert.Equal("mine", File.ReadAllText(Table));
        Assert.StartsWith($"{Table} was not put there by a run", Assert.Single(result.Warnings));
        File.Delete(Table);
        Assert.Empty(_project.Run("kernel.probes=64").Warnings);
        Assert.NotNull(new FileInfo(Table).LinkTarget);
    }

    [Theory]
    [InlineData("artifacts/latest")]
    [InlineData("artifacts/latest/metrics")]
    [InlineData("artifacts/latest/metrics/cnn")]
    public void A_persons_file_in_the_place_of_a_folder_stays_and_is_named_once(string place)
    {
        _project.Write(place, "mine");

        var result = _project.Run();

        Assert.True(result.Succeeded);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_project.Folder, place)));
        Assert.StartsWith(
            $"{Path.Combine(_project.Folder, place)} was not put there by a run",
            Assert.Single(result.Warnings)
        );
    }

    [Fact]
    public void A_persons_folder_in_the_place_of_a_file_stays_and_is_named()
    {
        _project.Write("artifacts/latest/metrics/cnn/table.txt/mine.txt", "mine");

        var result = _project.Run();

        Assert.True(File.Exists(Path.Combine(Table, "mine.txt")));
        Assert.StartsWith($"{Table} was not put there by a run", Assert.Single(result.Warnings));
        Assert.True(File.Exists(Path.Combine(Latest, "metrics", "cnn", "plots", "curve.svg")));
    }

    [Fact]
    public void Links_that_were_copied_as_files_are_replaced_and_removed_as_links_are()
    {
        _project.Run("run.models=[cnn, mlp]");
        var files = Directory.GetFiles(Latest, "*.*", SearchOption.AllDirectories);
        foreach (var link in files.Select(f => new FileInfo(f)).Where(f => f.LinkTarget is not null))
        {
            var content = File.ReadAllBytes(link.FullName);
            link.Delete();
            File.WriteAllBytes(link.FullName, content);
        }

        var result = _project.Run("kernel.probes=64");

        Assert.Empty(result.Warnings);
        Assert.Equal(File.ReadAllText(result.Output("metrics", "table.txt").Path), File.ReadAllText(Table));
        Assert.False(Directory.Exists(Path.Combine(Latest, "metrics", "mlp")));
    }

    [Fact]
    public void The_applications_own_file_replaces_its_earlier_self_and_no_other()
    {
        var page = Path.Combine(Latest, "page.html");
        var engine = _project.Load();
        engine.Show("page.html", "first"u8.ToArray());
        engine.Show("page.html", "second"u8.ToArray());
        Assert.Equal("second", File.ReadAllText(page));

        File.WriteAllText(page, "second, with a remark");
        var refusal = Assert.ThrowsAny<IOException>(() => engine.Show("page.html", "third"u8.ToArray()));

        Assert.StartsWith($"{page} was not put there by a run", refusal.Message);
        Assert.Equal("second, with a remark", File.ReadAllText(page));
    }

    [Fact]
    public void A_link_in_the_place_of_the_folder_is_followed()
    {
        var far = Directory.CreateDirectory(Path.Combine(_project.Folder, "far", "away", "shown")).FullName;
        Directory.CreateDirectory(_project.Artifacts);
        Directory.CreateSymbolicLink(Latest, far);

        var result = _project.Run();

        Assert.Empty(result.Warnings);
        Assert.Equal(File.ReadAllText(result.Output("metrics", "table.txt").Path), File.ReadAllText(Table));
        Assert.NotNull(new FileInfo(Table).LinkTarget);
    }
}
