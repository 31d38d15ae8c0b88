using System.Diagnostics;
using System.Text.Json;
using NtkRepro.Report;

namespace NtkRepro.Acceptance;

/// <summary>pipeline.schema.json, checked with ajv, which shares no code with us.</summary>
public sealed class SchemaTests : IDisposable
{
    private static readonly string Validator = Path.Combine(Repository.Root, "tests", "NtkRepro.Acceptance", "schema");

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
    public void The_definition_names_its_schema_on_the_first_line() =>
        Assert.Equal(
            $"# yaml-language-server: $schema={GeneratedFiles.Schema}",
            File.ReadLines(Repository.Definition).First()
        );

    [Fact]
    public void The_definition_satisfies_the_schema() =>
        Assert.Empty(Validate(File.ReadAllText(Repository.Definition)));

    [Theory]
    [InlineData(
        "epochs: 12",
        "epoch: 12",
        "/parameters/training must NOT have additional properties {\"additionalProperty\":\"epoch\"}"
    )]
    [InlineData("epochs: 12", "", "/parameters/training must have required property 'epochs'")]
    [InlineData("momentum: 0.9", "momentum: 1.9", "/parameters/training/momentum must be <= 0.9999")]
    [InlineData("batch: 64", "batch: many", "/parameters/training/batch must be integer")]
    [InlineData("batch: 64", "batch: 64.5", "/parameters/training/batch must be integer")]
    [InlineData(
        "kind: lenet",
        "kind: alexnet",
        "/parameters/models/lenet/kind must be equal to one of the allowed values"
    )]
    [InlineData(
        "norm: batch }",
        "norm: layer }",
        "/parameters/models/resnet/norm must be equal to one of the allowed values"
    )]
    [InlineData(
        "step: 0.4 } }\n    barrier",
        "stop: 0.4 } }\n    barrier",
        "/presets/smoke/kernel/grid must NOT have additional properties"
    )]
    [InlineData("points: 11", "points: 3", "/parameters/barrier/points must be >= 11")]
    [InlineData("training: { epochs: 4,", "training: { epochs: 0,", "/presets/smoke/training/epochs must be >= 1")]
    [InlineData("seeds: [0]", "seeds: 0", "/parameters/run/seeds must be array")]
    [InlineData("flip: true", "flip: sometimes", "/parameters/datasets/cifar10/augmentation/flip must be boolean")]
    [InlineData("presets:", "preset:", " must NOT have additional properties {\"additionalProperty\":\"preset\"}")]
    [InlineData(
        "  spectrum:\n",
        "  spektrum:\n",
        "/stages must NOT have additional properties {\"additionalProperty\":\"spektrum\"}"
    )]
    [InlineData(
        "inputs: [kernel/kernel.safetensors]",
        "inputs: [kernal/kernel.safetensors]",
        "/stages/spectrum/inputs/0 must match pattern"
    )]
    [InlineData(
        "[\"models.{model}\", regression,",
        "[\"models.{model}\", regresion,",
        "/stages/regression/parameters/1 must match pattern"
    )]
    [InlineData(
        "publish: [\"*.svg\"]",
        "publishes: [\"*.svg\"]",
        "/stages/figures must NOT have additional properties"
    )]
    [InlineData(
        "outputs: [regression.parquet]",
        "outputs: []",
        "/stages/regression/outputs must NOT have fewer than 1 items"
    )]
    [InlineData(
        "outputs: [regression.parquet]",
        "outputs: [/tmp/regression.parquet]",
        "/stages/regression/outputs/0 must match pattern"
    )]
    [InlineData("memory: 4G", "memory: 4 GB", "/executors/slurm/memory must match pattern")]
    [InlineData("    max_retries:", "    max_retry:", "/executors/slurm must NOT have additional properties")]
    [InlineData(
        "kernel: { memory: 8G }",
        "kernels: { memory: 8G }",
        "/executors/slurm/stages must NOT have additional properties"
    )]
    public void A_typical_mistake_is_refused_at_its_place(string right, string wrong, string refusal)
    {
        var text = File.ReadAllText(Repository.Definition);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var refusals = Validate(string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));

        Assert.Contains(refusals, r => r.StartsWith(refusal, StringComparison.Ordinal));
    }

    /// <summary>What an editor refuses, the engine refuses too: no false alarms on what the presets and these variants do.</summary>
    [Theory]
    [InlineData("epochs: 12", "epochs: 200")]
    [InlineData("grid: { from: 0, to: 12, step: 0.4 }", "grid: [0, 1.5, 3]")]
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
        Assert.Empty(Validate(changed));
    }

    private static void AssertSame(string expected, string path)
    {
        var committed = File.ReadAllText(Path.Combine(Repository.Root, path));
        Assert.True(expected == committed, $"{path} is not what the records say; run ./build.sh Docs");
    }

    private List<string> Validate(string yaml)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Validator, "node_modules", "ajv")),
            "ajv is not installed; run: npm ci --prefix tests/NtkRepro.Acceptance/schema"
        );
        var file = Path.Combine(folder, "candidate.yaml");
        File.WriteAllText(file, yaml);
        var start = new ProcessStartInfo(
            "node",
            ["validate.mjs", Path.Combine(Repository.Root, GeneratedFiles.Schema), file]
        )
        {
            WorkingDirectory = Validator,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var errors = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return JsonSerializer.Deserialize<List<List<string>>>(output)![0];
    }
}
