using System.Diagnostics;
using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>PyTorch, which knows nothing of this project, makes of a checkpoint the network that the project trained.</summary>
public sealed class SafeTensorsStrangerTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string PyTorch = "/usr/lib/python3/dist-packages/torch/__init__.py";
    private const int Images = 48;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Kinds => ["cnn", "resnet"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PyTorch_computes_the_same_logits_from_a_saved_checkpoint(string kind)
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, Images, side: 28, classes: 10);
        var network = NetworkFactory.Create(Models[kind], 1, 28, 28, 10);
        var (checkpoint, images, output) = (folder.File("state"), folder.File("images"), folder.File("logits"));
        using (var state = Train(network, data))
            state.Save(checkpoint);
        SafeTensors.Save(images, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["images"] = data.Images });

        RunPython(kind, checkpoint, images, output);

        var theirs = SafeTensors.Load(output);
        using var ours = TrainingState.Load(checkpoint);
        Compare(ScalarType.Float64, theirs["double"], 1e-9);
        Compare(ScalarType.Float32, theirs["single"], 1e-5);

        void Compare(ScalarType type, Tensor expected, double tolerance)
        {
            var weights = network.Split(ours.Weights.to_type(type));
            var logits = network.Forward(data.Images.to_type(type), weights);
            Near.Equal(expected, logits.to_type(ScalarType.Float64), tolerance);
        }
    }

    // Those of the default run.
    private static Dictionary<string, ModelParameters> Models { get; } =
        new(StringComparer.Ordinal)
        {
            ["cnn"] = new("cnn", [16, 32, 32]),
            ["resnet"] = new("resnet", [], Depth: 8, Width: 8, Norm: Norm.Batch),
        };

    private static TrainingState Train(Network network, LabelledImages data)
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
        return state;
    }

    private static void RunPython(params string[] arguments)
    {
        Assert.True(
            File.Exists(Python) && File.Exists(PyTorch),
            $"this test runs PyTorch ({PyTorch}): apt-get install --no-install-recommends python3-torch"
        );
        var script = Path.Combine(AppContext.BaseDirectory, "Data", "stranger", "logits.py");
        var start = new ProcessStartInfo(Python, [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
