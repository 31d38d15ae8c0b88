using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The data of a preset, and networks trained on them for an epoch, from which the rows' inputs are made.</summary>
internal sealed class Experiment : IDisposable
{
    // As many as are whole minibatches; some are held out.
    private static readonly string[] AllImages =
    [
        $"datasets.fashion-mnist.train={BenchTraining.AllImages}",
        "linearized.validation=50",
    ];

    private readonly Dictionary<(string Network, int Order), Tensor> trained = [];

    private Experiment(RunResult result, Parameters parameters)
    {
        (Train, Validation, Test) = (Images("train"), Images("validation"), Images("test"));
        Parameters = parameters;

        LabelledImages Images(string set) => LabelledImages.Load(result.Output("data", $"{set}.safetensors").Path);
    }

    /// <summary>The parameters of the preset.</summary>
    public Parameters Parameters { get; }

    /// <summary>Training images, 28 × 28 × 1.</summary>
    public LabelledImages Train { get; }

    /// <summary>Training images that are held out, 28 × 28 × 1.</summary>
    public LabelledImages Validation { get; }

    /// <summary>Test images, 28 × 28 × 1.</summary>
    public LabelledImages Test { get; }

    /// <summary>Runs the pipeline's data stage.</summary>
    /// <param name="folder">Where it keeps its results.</param>
    /// <param name="preset">Which images to draw.</param>
    /// <exception cref="StageFailedException">There are no data.</exception>
    public static Experiment Load(string folder, string preset = "default")
    {
        var engine = Reproduction.Load(Repository.Definition, folder);
        var plan = engine.Plan(
            new PlanRequest
            {
                Preset = preset,
                Targets = ["data"],
                // This process has loaded the engine for these, and loads no other.
                Sets =
                [
                    .. Sides.Numerics == Numerics.Native ? ["numerics=native"] : Array.Empty<string>(),
                    .. Sides.Device == DeviceChoice.Cuda ? AllImages : [],
                ],
            }
        );
        var result = engine.Run(plan);
        result.ThrowIfFailed();
        return new Experiment(result, plan.ParametersAs<Parameters>());
    }

    /// <summary>
    /// The first images of a set as a network takes them: for 32 × 32 × 3, zeros (the mean pixel) come around them, and each
    /// channel holds the same. They belong to the caller's dispose scope.
    /// </summary>
    public static (Tensor Images, Tensor Labels) First(LabelledImages data, int count, string network)
    {
        if (count > data.Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"there are {data.Count} images");
        var (channels, side) = BenchNetworks.ImageShape(network);
        var taken = data.Take(count);
        var edge = (side - taken.Images.shape[3]) / 2;
        var padded = edge == 0 ? taken.Images : nn.functional.pad(taken.Images, (edge, edge, edge, edge));
        return (channels == 1 ? padded : padded.expand(-1, channels, -1, -1).contiguous(), taken.Labels);
    }

    /// <summary>The flat vector [P] with which training begins.</summary>
    public static Tensor Initial(string network) => BenchNetworks.Create(network).Initialise(MinibatchOrder.Seed);

    /// <summary>The flat vector [P] after ten steps to an epoch of training in a minibatch order.</summary>
    public Tensor Trained(string network, int order)
    {
        if (trained.TryGetValue((network, order), out var known))
            return known;
        using var scope = NewDisposeScope();
        var (images, labels) = First(
            Train,
            network.StartsWith("resnet-20", StringComparison.Ordinal) ? 640 : Train.Count,
            network
        );
        using var data = LabelledTensors.Of(images, labels);
        var training = BenchTraining.Parameters();
        var schedule = BenchTraining.Constant(training, data.Count);
        var weights = Initial(network);
        var state = new TrainingState(weights, zeros_like(weights), 0);
        new SgdTrainer(new NetworkClassifier(BenchNetworks.Create(network)), data, schedule, training, 0, order).Train(
            state,
            schedule.StepsPerEpoch,
            CancellationToken.None
        );
        state.Momentum.Dispose();
        return trained[(network, order)] = state.Weights;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weights in trained.Values)
            weights.Dispose();
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
