namespace NtkRepro.Pipeline.Tests;

public sealed class PublishTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    private string Latest => Path.Combine(_project.Artifacts, "latest");

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
        _project.Write("artifacts/latest/gone/file.txt", "x");
        _project.Write(
            "pipeline.yaml",
            ToyProject.Yaml.Replace("publish: [table.txt, \"plots/*.svg\"]", "publish: [table.txt]")
        );
        _project.Run();

        Assert.Equal(
            [Path.Combine(Latest, "metrics", "cnn", "table.txt")],
            Directory.EnumerateFiles(Latest, "*", SearchOption.AllDirectories)
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
}
