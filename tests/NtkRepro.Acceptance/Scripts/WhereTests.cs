namespace NtkRepro.Acceptance.Scripts;

/// <summary>How a person finds the files of an instance.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class WhereTests(SmokeRun smoke, StagesCopy folder) : IClassFixture<StagesCopy>
{
    private readonly StagesCopy copy = folder.Of(smoke);

    [Theory]
    [InlineData("Where 'kernel[fashion-mnist,cnn,s0,t2.8]'")]
    [InlineData("where --instance-name 'kernel[fashion-mnist,cnn,s0,t2.8]'")]
    public void The_first_line_is_the_folder_and_its_files_follow_with_their_sizes(string arguments)
    {
        var (code, lines) = copy.Run(arguments);

        Assert.Equal(0, code);
        var kernel = smoke.First.Instances.First(i => i.Name == "kernel[fashion-mnist,cnn,s0,t2.8]");
        Assert.Equal(Path.Combine(copy.Root, "artifacts", "store", kernel.Key![..2], kernel.Key), lines[0]);
        var size = new FileInfo(Path.Combine(lines[0], "kernel.safetensors")).Length / 1024.0;
        Assert.StartsWith("kernel[fashion-mnist,cnn,s0,t2.8]: 2 files, ", lines[1], StringComparison.Ordinal);
        Assert.Equal(FormattableString.Invariant($"{size:F1} KiB kernel.safetensors"), lines[2]);
        Assert.EndsWith(" manifest.json", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, lines.Count);
    }

    [Fact]
    public void A_shell_can_go_there()
    {
        var (code, lines) = copy.Shell(
            "cd \"$(./build.sh Where 'metrics[fashion-mnist,cnn]' | head -1)\" && ls runs.parquet"
        );

        Assert.Equal((0, "runs.parquet"), (code, Assert.Single(lines)));
    }

    [Theory]
    [InlineData("kernel[*,t2]", 2)]
    [InlineData("spectrum[fashion-mnist,cnn,*", 14)]
    [InlineData("summary", 1)]
    public void A_pattern_and_a_stage_mean_all_that_match(string name, int count)
    {
        var (code, lines) = copy.Run($"Where '{name}'");

        Assert.Equal(0, code);
        Assert.Equal(count, lines.Count(Directory.Exists));
    }

    [Fact]
    public void An_instance_without_a_result_is_named_with_what_would_run_first()
    {
        var (code, lines) = copy.Run("Where 'spectrum[*,cnn,s0,t0]' --set kernel.probes=7");

        Assert.Equal(1, code);
        string[] expected =
        [
            "spectrum[fashion-mnist,cnn,s0,t0] has no result: after kernel[fashion-mnist,cnn,s0,t0]",
            "First kernel[fashion-mnist,cnn,s0,t0] would run: kernel.probes: 20 → 7",
        ];
        Assert.Equal(expected, lines);
    }

    [Fact]
    public void Those_that_have_a_result_are_shown_beside_those_that_have_none()
    {
        var (code, lines) = copy.Run(
            "Where 'parent[*' --set models.resnet.norm=none linearized.controls.resnet=[same]"
        );

        Assert.Equal(1, code);
        Assert.Single(lines, Directory.Exists);
        Assert.Contains("parent[fashion-mnist,resnet,s0] has no result: models.resnet.norm: batch → none", lines);
    }

    [Theory]
    [InlineData("parent[cnn,s0]", "nearest: parent[fashion-mnist,cnn,s0], parent[fashion-mnist,resnet,s0], ")]
    [InlineData("parent[fashion-mnist,cnn,s1]", "did you mean 'parent[fashion-mnist,cnn,s0]'?")]
    [InlineData("parnet", "did you mean 'parent'?")]
    public void An_unknown_name_is_a_mistake_and_the_nearest_are_named(string name, string nearest)
    {
        var (code, lines) = copy.Run($"Where '{name}'");

        Assert.Equal(2, code);
        Assert.StartsWith(
            $"target {name}: no stage or instance is named '{name}'; {nearest}",
            Assert.Single(lines),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Where", "Target 'Where' requires the parameter '--instance-name'.")]
    [InlineData("Where a b", "'--instance-name' takes one value, not 'a', 'b'.")]
    public void It_takes_one_name(string arguments, string message)
    {
        var (code, lines) = copy.Run(arguments);

        Assert.Equal((2, message), (code, Assert.Single(lines)));
    }
}
