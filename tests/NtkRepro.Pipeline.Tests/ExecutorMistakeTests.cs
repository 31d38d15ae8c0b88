namespace NtkRepro.Pipeline.Tests;

/// <summary>The section <c>executors</c>: what it gives, and how its mistakes are told.</summary>
public sealed class ExecutorMistakeTests
{
    private const string Section = """
        executors:
          slurm:
            partition: gpu
            time: 1-02:30:00
            cpus: 2
            memory: 8G
            gres: gpu:1
            account: lab
            extra: [--qos=long]
            max_jobs: 50
            array_size: 100
            max_retries: 1
            setup: [module load dotnet]
            launcher: apptainer exec image.sif
            stages:
              kernel: { memory: 16G, extra: [] }
              parent: { gres: "gpu:2" }

        """;

    [Fact]
    public void Stages_override_what_the_section_asks_for()
    {
        using var project = new ToyProject(Section + ToyProject.Yaml);
        var slurm = project.Load().Definition.Slurm;

        Assert.Equal((50, 100, 1), (slurm.MaxJobs!.Value, slurm.ArraySize, slurm.MaxRetries));
        Assert.Equal(
            [
                "--partition=gpu",
                "--time=1-02:30:00",
                "--cpus-per-task=2",
                "--mem=16G",
                "--gres=gpu:1",
                "--account=lab",
                "--qos=long",
            ],
            slurm.Of("kernel").Options()
        );
        Assert.Contains("--gres=gpu:2", slurm.Of("parent").Options());
        Assert.Contains("--gres=gpu:1", slurm.Of("child").Options());
    }

    [Theory]
    [InlineData("slurm:", "¦slrum:", "unknown key 'slrum' in executors; did you mean 'slurm'?")]
    [InlineData("partition:", "¦partitions:", "unknown key 'partitions' in executors.slurm; did you mean 'partition'?")]
    [InlineData("partition: gpu", "partition: ¦gpu nodes", "partition of executors.slurm: expected a name without")]
    [InlineData("1-02:30:00", "¦1h", "time of executors.slurm: expected minutes, or [days-]hours:minutes:seconds")]
    [InlineData("cpus: 2", "cpus: ¦0", "cpus of executors.slurm: expected a whole number from 1 to")]
    [InlineData("8G", "¦8 GB", "memory of executors.slurm: expected a number with K, M, G or T, such as 8G")]
    [InlineData("max_retries: 1", "max_retries: ¦-1", "max_retries of executors.slurm: expected a whole number")]
    [InlineData("[--qos=long]", "[¦qos=long]", "'qos=long': an option of sbatch is one word and begins with '--'")]
    [InlineData("[--qos=long]", "[¦--array=1-3]", "'--array=1-3': this option is set by the executor itself")]
    [InlineData("kernel: {", "¦kernels: {", "the pipeline has no stage 'kernels'; did you mean 'kernel'?")]
    [InlineData(
        "memory: 16G",
        "¦memry: 16G",
        "unknown key 'memry' in executors.slurm.stages.kernel; did you mean 'memory'?"
    )]
    [InlineData("{ gres: \"gpu:2\" }", "¦2", "executors.slurm.stages.parent: expected a map, found '2'")]
    public void A_mistake_is_told_with_its_place_and_what_would_be_right(string right, string wrong, string message)
    {
        var text = Section.Replace(right, wrong, StringComparison.Ordinal);
        var before = text[..text.IndexOf('¦', StringComparison.Ordinal)];
        using var project = new ToyProject(text.Replace("¦", "", StringComparison.Ordinal) + ToyProject.Yaml);
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => project.Load()).Mistakes);

        Assert.StartsWith(message, mistake.Message);
        Assert.Equal(
            (before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')),
            (mistake.Location.Line, mistake.Location.Column)
        );
    }

    [Fact]
    public void No_key_depends_on_it()
    {
        using var plain = new ToyProject();
        using var other = new ToyProject(Section + ToyProject.Yaml);
        plain.Run();
        other.Run();

        Assert.Equal(plain.Plan().Instances.Select(i => i.Key), other.Plan().Instances.Select(i => i.Key));
    }

    [Fact]
    public void An_unknown_executor_is_refused_with_the_nearest_name()
    {
        Assert.Equal(
            "--executor slrum: unknown executor 'slrum'; did you mean 'slurm'?",
            Assert.Throws<DefinitionException>(() => Executors.Check("slrum")).Message
        );
        Assert.Equal(Executors.Local, Executors.Check(name: null));
    }
}
