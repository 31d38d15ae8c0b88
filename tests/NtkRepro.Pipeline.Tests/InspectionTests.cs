namespace NtkRepro.Pipeline.Tests;

public sealed class InspectionTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    private Inspection Inspect(params string[] sets) => _project.Load().Inspect(new PlanRequest { Sets = sets });

    private static IEnumerable<(string, ArtifactFault)> Faults(Inspection inspection) =>
        inspection.Findings.Select(f => (f.Instance, f.Fault));

    /// <summary>Writes over a stored file, which is read-only.</summary>
    private static void Overwrite(string path, string text)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(path, text);
    }

    [Fact]
    public void A_finished_run_has_no_faults_and_shows_what_it_publishes()
    {
        var result = _project.Run();

        var inspection = Inspect();

        Assert.Empty(inspection.Findings);
        Assert.True(inspection.IsComplete);
        Assert.False(inspection.ShowsAnotherRun);
        Assert.Equal(
            ["metrics/cnn/plots/curve.svg", "metrics/cnn/table.txt"],
            inspection.Published.Select(f => f.Path).Order(StringComparer.Ordinal)
        );
        var table = inspection.Published.Single(f => f.Name == "table.txt");
        Assert.Equal(result.Output("metrics", "table.txt").Path, table.Stored);
        Assert.Equal(File.ReadAllText(table.Stored), File.ReadAllText(table.Shown));
    }

    [Fact]
    public void An_inspection_runs_nothing_and_writes_no_result()
    {
        _project.Run();
        _project.Forget();
        var before = Directory.GetFiles(Path.Combine(_project.Artifacts, "store"), "*", SearchOption.AllDirectories);

        Inspect();

        Assert.Empty(_project.Ran);
        Assert.Equal(
            before,
            Directory.GetFiles(Path.Combine(_project.Artifacts, "store"), "*", SearchOption.AllDirectories)
        );
    }

    [Fact]
    public void What_never_ran_makes_the_run_incomplete()
    {
        Assert.False(Inspect().IsComplete);

        _project.Run(new PlanRequest { Targets = ["kernel"] });
        var inspection = Inspect();

        Assert.False(inspection.IsComplete);
        Assert.Equal(["child", "metrics"], inspection.Findings.Select(f => f.Stage).Distinct());
    }

    [Fact]
    public void A_run_with_settings_is_another_run()
    {
        _project.Run("kernel.probes=64");

        Assert.True(Inspect("kernel.probes=64").IsComplete);
        Assert.False(Inspect().IsComplete);
    }

    // Data of 4,000 and of 1,000 share nothing, so that the second run replaces all that is shown.
    [Fact]
    public void Files_of_another_run_are_told_from_altered_ones()
    {
        _project.Run();
        _project.Run(new PlanRequest { Preset = "smoke" });

        var inspection = Inspect();

        Assert.True(inspection.ShowsAnotherRun);
        Assert.Empty(inspection.Findings);
    }

    [Fact]
    public void Every_damaged_file_is_named_and_nothing_that_reads_it()
    {
        var result = _project.Run();
        Overwrite(result.Output("data", "train.bin").Path, "x");
        Overwrite(result.Output("data", "test.bin").Path, "y");

        var findings = Inspect().Findings;

        Assert.All(findings, f => Assert.Equal(("data", ArtifactFault.Damaged), (f.Instance, f.Fault)));
        Assert.Equal(2, findings.Count);
        Assert.Contains(findings, f => f.Message.Contains("train.bin", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.Contains("test.bin", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_one_byte_is_found_though_size_and_time_stay()
    {
        var path = _project.Run().Output("parent", "log.txt").Path;
        var (time, text) = (File.GetLastWriteTimeUtc(path), File.ReadAllText(path));
        Overwrite(path, (text[0] == 'a' ? 'b' : 'a') + text[1..]);
        File.SetLastWriteTimeUtc(path, time);

        Assert.Equal([("parent[cnn,s0]", ArtifactFault.Damaged)], Faults(Inspect()));
    }

    [Fact]
    public void A_lost_file_and_a_damaged_manifest_are_damage()
    {
        var result = _project.Run();
        File.Delete(result.Output("parent", "log.txt").Path);
        Overwrite(Path.Combine(result.Instances.Single(i => i.Stage == "metrics").Folder!, "manifest.json"), "{}");

        Assert.Equal(
            [("parent[cnn,s0]", ArtifactFault.Damaged), ("metrics[cnn]", ArtifactFault.Damaged)],
            Faults(Inspect())
        );
    }

    [Fact]
    public void A_result_that_is_gone_was_not_never_run()
    {
        var result = _project.Run();
        Directory.Delete(result.Instances.Single(i => i.Stage == "metrics").Folder!, recursive: true);

        Assert.Equal([("metrics[cnn]", ArtifactFault.Gone)], Faults(Inspect()));
    }

    [Fact]
    public void Changed_code_makes_its_results_stale_and_what_reads_them_unknown()
    {
        _project.Run();
        _project.Write("code/train.cs", "train otherwise");

        var findings = Inspect().Findings;

        var parent = findings.Single(f => f.Instance == "parent[cnn,s0]");
        Assert.Equal(ArtifactFault.Stale, parent.Fault);
        Assert.Equal("code: code/train.cs changed", parent.Message);
        Assert.Equal(ArtifactFault.Unknown, findings.Single(f => f.Instance == "metrics[cnn]").Fault);
        Assert.DoesNotContain(findings, f => f.Stage == "data");
    }

    [Fact]
    public void A_parameter_changed_in_the_definition_makes_results_stale()
    {
        _project.Run();
        _project.Write("pipeline.yaml", ToyProject.Yaml.Replace("probes: 100", "probes: 64"));

        var kernel = Inspect().Findings.First(f => f.Stage == "kernel");

        Assert.Equal(ArtifactFault.Stale, kernel.Fault);
        Assert.Equal("kernel.probes: 100 → 64", kernel.Message);
    }

    [Fact]
    public void A_definition_changed_back_without_a_run_is_stale_though_its_results_are_in_the_store()
    {
        _project.Run();
        _project.Write("pipeline.yaml", ToyProject.Yaml.Replace("probes: 100", "probes: 64"));
        _project.Run();
        _project.Write("pipeline.yaml", ToyProject.Yaml);

        var inspection = Inspect();

        Assert.True(_project.Plan().IsUpToDate);
        Assert.Contains(inspection.Findings, f => f.Fault == ArtifactFault.Stale);
        Assert.All(inspection.Findings, f => Assert.Equal(ArtifactFault.Stale, f.Fault));
    }

    [Fact]
    public void A_shown_file_that_is_missing_or_edited_is_altered()
    {
        _project.Run();
        var folder = Path.Combine(_project.Artifacts, "latest", "metrics", "cnn");
        File.Delete(Path.Combine(folder, "plots", "curve.svg"));
        // An editor replaces a link by a file.
        File.Delete(Path.Combine(folder, "table.txt"));
        File.WriteAllText(Path.Combine(folder, "table.txt"), "edited");

        var findings = Inspect().Findings;

        Assert.All(findings, f => Assert.Equal(ArtifactFault.Altered, f.Fault));
        Assert.Equal(
            ["latest/metrics/cnn/plots/curve.svg is missing", "latest/metrics/cnn/table.txt is not what was computed"],
            findings.Select(f => f.Message).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_shown_copy_is_as_good_as_a_link()
    {
        var stored = _project.Run().Output("metrics", "table.txt").Path;
        var shown = Path.Combine(_project.Artifacts, "latest", "metrics", "cnn", "table.txt");
        File.Delete(shown);
        File.Copy(stored, shown);

        Assert.Empty(Inspect().Findings);
    }
}
