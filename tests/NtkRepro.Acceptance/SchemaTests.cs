using NtkRepro.Reporting;

namespace NtkRepro.Acceptance;

/// <summary>pipeline.schema.json, which editors check the definition with.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-schema-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_committed_schema_is_what_would_be_written() =>
        AssertSame(GeneratedFiles.RenderSchema(), GeneratedFiles.Schema);

    [Fact]
    public void The_committed_page_of_parameters_is_what_would_be_written() =>
        AssertSame(
            GeneratedFiles.RenderParameterPage(Reproduction.Load(Repository.Definition, folder).Definition),
            GeneratedFiles.ParameterPage
        );

    [Fact]
    public void The_numbers_on_the_pages_are_those_of_the_accepted_runs() =>
        Assert.All(
            GeneratedFiles.PagesWithNumbers,
            page => AssertSame(GeneratedFiles.FillPage(Repository.Root, page), page)
        );

    [Fact]
    public void The_definition_names_its_schema_on_the_first_line() =>
        Assert.Equal(
            $"# yaml-language-server: $schema={GeneratedFiles.Schema}",
            File.ReadLines(Repository.Definition).First()
        );

    [Fact]
    public void The_definition_satisfies_the_schema() =>
        Assert.Empty(DefinitionSchema.Refusals(File.ReadAllText(Repository.Definition)));

    [Theory]
    [InlineData("batch: 32", "batches: 32", "/parameters/training/batches additionalProperties")]
    [InlineData("batch: 32", "", "/parameters/training required: Required properties [\"batch\"]")]
    [InlineData("momentum: 0.9", "momentum: 1.9", "/parameters/linearized/momentum maximum")]
    [InlineData("batch: 32", "batch: many", "/parameters/training/batch type")]
    [InlineData("batch: 32", "batch: 32.5", "/parameters/training/batch type")]
    [InlineData("kind: lenet", "kind: alexnet", "/parameters/models/lenet/kind enum")]
    [InlineData("norm: batch, ", "norm: layer, ", "/parameters/models/resnet/norm enum")]
    [InlineData(
        "step: 0.4 } }\n    barrier",
        "stop: 0.4 } }\n    barrier",
        "/presets/smoke/kernel/grid/stop additionalProperties"
    )]
    [InlineData("points: 11", "points: 3", "/parameters/barrier/points minimum")]
    [InlineData("training: { epochs: 4,", "training: { epochs: 0,", "/presets/smoke/training/epochs minimum")]
    [InlineData("seeds: [0]", "seeds: 0", "/parameters/run/seeds type")]
    [InlineData("flip: true", "flip: sometimes", "/parameters/datasets/cifar10/augmentation/flip type")]
    [InlineData("presets:", "preset:", "/preset additionalProperties")]
    [InlineData("  spectrum:\n", "  spektrum:\n", "/stages/spektrum additionalProperties")]
    [InlineData(
        "inputs: [kernel/kernel.safetensors]",
        "inputs: [kernal/kernel.safetensors]",
        "/stages/spectrum/inputs/0 pattern"
    )]
    [InlineData(
        "[\"models.{model}\", regression,",
        "[\"models.{model}\", regresion,",
        "/stages/regression/parameters/1 pattern"
    )]
    // What an axis may do without, a stage's parameters may not.
    [InlineData(
        "\"spawn.times.{model}\", \"linearized.times.{model}\", \"linearized.onset",
        "\"spawn.times.{model}?\", \"linearized.times.{model}\", \"linearized.onset",
        "/stages/parent/parameters/3 pattern"
    )]
    [InlineData(
        "publish: [\"*.svg\", \"*.pdf\", \"*.png\"]",
        "publishes: [\"*.svg\", \"*.pdf\", \"*.png\"]",
        "/stages/figures/publishes additionalProperties"
    )]
    [InlineData(
        "optional: [trial/performance.parquet]",
        "optional: [trail/performance.parquet]",
        "/stages/calibration/optional/0 pattern"
    )]
    [InlineData(
        "optional: [trial/performance.parquet]",
        "optionals: [trial/performance.parquet]",
        "/stages/calibration/optionals additionalProperties"
    )]
    [InlineData("cnn: [same]", "cnn: [smae]", "/parameters/linearized/controls/cnn/0 enum")]
    [InlineData("outputs: [regression.parquet]", "outputs: []", "/stages/regression/outputs minItems")]
    [InlineData(
        "outputs: [regression.parquet]",
        "outputs: [/tmp/regression.parquet]",
        "/stages/regression/outputs/0 pattern"
    )]
    [InlineData("memory: 4G", "memory: 4 GB", "/executors/slurm/memory pattern")]
    [InlineData("    max_retries:", "    max_retry:", "/executors/slurm/max_retry additionalProperties")]
    [InlineData(
        "kernel: { memory: 8G }",
        "kernels: { memory: 8G }",
        "/executors/slurm/stages/kernels additionalProperties"
    )]
    public void A_typical_mistake_is_refused_at_its_place(string right, string wrong, string refusal)
    {
        var text = File.ReadAllText(Repository.Definition);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var refusals = DefinitionSchema.Refusals(
            string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length))
        );

        Assert.Contains(refusals, r => r.StartsWith(refusal, StringComparison.Ordinal));
    }

    /// <summary>What an editor refuses, the engine refuses too: no false alarms on what the presets and these variants do.</summary>
    [Theory]
    [InlineData("points: 11", "points: 21")]
    [InlineData("grid: { from: 0, to: 32, step: 0.4 }", "grid: [0, 1.5, 3]")]
    [InlineData("epsilon: 0.0001", "epsilon: 1e-4")]
    [InlineData("lenet: { kind: lenet,", "lenet: { kind: lenet, initialisation: fan-in-uniform,")]
    [InlineData("  default: {}", "  default: { models: { my-net: { kind: mlp } } }")]
    [InlineData("  default: {}", "  default: { kernel: { grid: { to: 8 } } }")]
    [InlineData("    time: 4:00:00", "    time: 240\n    partition: gpu\n    extra: [--qos=long]")]
    public void What_the_engine_accepts_the_schema_accepts(string before, string after)
    {
        var text = File.ReadAllText(Repository.Definition);
        Assert.Contains(before, text, StringComparison.Ordinal);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        var changed = string.Concat(text.AsSpan(0, at), after, text.AsSpan(at + before.Length));
        var path = Path.Combine(folder, "pipeline.yaml");
        File.WriteAllText(path, changed);

        Assert.NotNull(Reproduction.Load(path, folder, Repository.Root));
        Assert.Empty(DefinitionSchema.Refusals(changed));
    }

    private static void AssertSame(string expected, string path)
    {
        var committed = File.ReadAllText(Path.Combine(Repository.Root, path));
        Assert.True(expected == committed, $"{path} is not what the records say; run ./build.sh Docs");
    }
}
