using System.Globalization;
using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>What every stage that trains or measures a network begins with: the data and the network that fits them.</summary>
public sealed class RunInputs : IDisposable
{
    // Images per minibatch when the statistics of batch norm are estimated.
    private const int NormBatch = 250;

    private readonly StageContext context;

    private RunInputs(StageContext context, LabelledImages train, LabelledImages test)
    {
        (this.context, Train, Test) = (context, train, test);
        Network = CreateNetwork(context, train);
    }

    /// <summary>The training set.</summary>
    public LabelledImages Train { get; }

    /// <summary>The test set.</summary>
    public LabelledImages Test { get; }

    /// <summary>The network of the instance's <c>model</c> axis.</summary>
    public Network Network { get; }

    /// <summary>Loads the inputs <c>data/train.safetensors</c> and <c>data/test.safetensors</c> of a stage.</summary>
    /// <param name="context">The stage, with the parameter <c>models.{model}</c>.</param>
    public static RunInputs Load(StageContext context) =>
        new(
            context,
            LabelledImages.Load(context.Input("data/train.safetensors").Path),
            LabelledImages.Load(context.Input("data/test.safetensors").Path)
        );

    /// <summary>
    /// The first training images, on which the statistics of batch norm are estimated, in minibatches. A stage that asks for them has the
    /// parameter <c>training.norm_images</c>; at the weights of a <see cref="Checkpoint"/> they are known without.
    /// </summary>
    public IEnumerable<Tensor> NormBatches =>
        Train.Take(context.Parameters<int>("training.norm_images")).Chunks(NormBatch).Select(chunk => chunk.Images);

    /// <summary>
    /// Training images to look at closely, the same for every seed, model and time: the first <paramref name="count"/> of
    /// one permutation.
    /// </summary>
    /// <exception cref="InvalidDataException">There are fewer training images.</exception>
    public LabelledImages Probes(int count) =>
        count <= Train.Count
            ? Train.Select(tensor(new CounterRandom(0, "probes").Permutation(Train.Count)[..count], [count]))
            : throw new InvalidDataException(
                $"{count} probes are asked for and there are {Train.Count} training images"
            );

    private static Network CreateNetwork(StageContext context, LabelledImages images)
    {
        var shape = images.Images.shape;
        return NetworkFactory.Create(
            context.Parameters<ModelParameters>("models.{model}"),
            (int)shape[1],
            (int)shape[2],
            (int)shape[3],
            images.Classes
        );
    }

    /// <summary>Error and loss of a classifier in evaluation mode with the given state, on both sets.</summary>
    public PerformanceRow Measure(IClassifier classifier, TrainingState state, double epoch)
    {
        var train = Evaluation.Measure(classifier, state.Weights, Train);
        var test = Evaluation.Measure(classifier, state.Weights, Test);
        var finite = !state.Diverged && double.IsFinite(train.Loss);
        return new PerformanceRow(
            epoch,
            train.Error,
            train.Loss,
            test.Error,
            test.Loss,
            Outcomes.Of(finite, train.Error, Train.Classes)
        );
    }

    /// <summary>The file name of the parent's checkpoint at a time.</summary>
    public static string CheckpointName(decimal epochs) =>
        $"{epochs.ToString("0.############", CultureInfo.InvariantCulture)}.safetensors";

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }
}
