using System.Diagnostics;
using System.Runtime.InteropServices;
using NtkRepro.Acceptance.Documents;
using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>
/// PyTorch, which knows nothing of this project, makes of a checkpoint the network that the project trained, by the lines of
/// docs/using-results.md.
/// </summary>
public sealed class SafeTensorsStrangerTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string PyTorch = "/usr/lib/python3/dist-packages/torch/__init__.py";
    private const int Images = 48;
    private const int Classes = 10;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Kinds => [.. Models.Keys];

    // Those of the default run.
    private static Dictionary<string, ModelParameters> Models { get; } =
        new(StringComparer.Ordinal)
        {
            ["cnn"] = new("cnn", [16, 32, 32]),
            ["resnet"] = new("resnet", [], Depth: 8, Width: 8, Norm: Norm.Batch),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PyTorch_computes_the_same_logits_by_the_lines_of_the_page(string kind)
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, Images, side: 28, classes: Classes);
        File.Move(folder.File("images.safetensors"), folder.File("test.safetensors"));
        var network = NetworkFactory.Create(Models[kind], 1, 28, 28, Classes);
        var (checkpoint, inputs) = (folder.File("12.safetensors"), folder.File("inputs.safetensors"));
        using (var trained = Train(network, data))
            trained.Save(checkpoint, network);
        SafeTensors.Save(inputs, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["images"] = data.Images });

        var theirs = RunPython(kind, inputs);

        using var ours = Checkpoint.Load(checkpoint, network);
        var evaluated = network.Freeze(ours.Moments);
        Near.Equal(theirs[0], Logits(evaluated, ScalarType.Float32), 1e-5);
        Near.Equal(theirs[1], Logits(evaluated, ScalarType.Float64), 1e-9);
        Near.Equal(theirs[2], Logits(network, ScalarType.Float64), 1e-9);

        Tensor Logits(Network of, ScalarType type) =>
            of.Forward(data.Images.to_type(type), of.Split(ours.State.Weights.to_type(type)))
                .to_type(ScalarType.Float64);
    }

    [Fact]
    public void Reading_a_checkpoint_takes_at_most_twenty_lines_of_Python()
    {
        var lines = Page("cnn").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(lines.Length, 1, 20);
    }

    private static Checkpoint Train(Network network, LabelledImages data)
    {
        var parameters = Samples.Training(epochs: 1, batch: 16);
        var trainer = new SgdTrainer(
            new NetworkClassifier(network),
            data,
            Schedule.Create(parameters, data.Count),
            parameters,
            seed: 0,
            order: 0
        );
        var state = new TrainingState(network.Initialise(0), zeros([network.WeightCount]), 0);
        trainer.TrainUntil(state, 3, CancellationToken.None);
        // Not all images: in training mode the statistics are others.
        return new Checkpoint(state, network.MomentsAt(state.Weights, [data.Take(Images / 2).Images]));
    }

    // How the page reads a file, and what it does with the network.
    private static string Page(string kind)
    {
        var page = new DocumentBlocks(Path.Combine(Repository.Root, "docs", "using-results.md")).Of("python");
        return page[0] + Assert.Single(page, block => block.Contains($"logits({kind},", StringComparison.Ordinal));
    }

    // Each [images, classes] float64; see logits.py.
    private Tensor[] RunPython(string kind, string inputs)
    {
        Assert.True(
            File.Exists(Python) && File.Exists(PyTorch),
            $"this test runs PyTorch ({PyTorch}): apt-get install --no-install-recommends python3-torch"
        );
        var (page, output) = (folder.File("page.py"), folder.File("logits"));
        File.WriteAllText(page, Page(kind));
        var script = Path.Combine(AppContext.BaseDirectory, "Data", "stranger", "logits.py");
        var start = new ProcessStartInfo(Python, [script, page, kind, inputs, output])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(page),
            Environment = { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        Assert.StartsWith("tensor([[", printed.Result, StringComparison.Ordinal);
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(output)).ToArray();
        return tensor(values, [3, Images, Classes]).unbind(0);
    }
}
