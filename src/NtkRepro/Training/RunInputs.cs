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
    private readonly Lazy<byte[]> labels;
    private readonly Lazy<LabelledImages> validation;

    private RunInputs(StageContext context, LabelledImages train, LabelledImages test)
    {
        (this.context, Train, Test) = (context, train, test);
        (labels, validation) = (
            new(() => Predictions.LabelsOf(Test)),
            new(() => LabelledImages.Load(context.Input("data/validation.safetensors").Path))
        );
        Network = CreateNetwork(context, train);
    }

    /// <summary>The training set.</summary>
    public LabelledImages Train { get; }

    /// <summary>The test set.</summary>
    public LabelledImages Test { get; }

    /// <summary>The classes of the test images.</summary>
    public byte[] TestLabels => labels.Value;

    /// <summary>The images by which runs stop, of a stage with the input <c>data/validation.safetensors</c>.</summary>
    public LabelledImages Validation => validation.Value;

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

    /// <summary>How the network of the instance is trained, of a stage with the parameters <c>training</c> and <c>models.{model}</c>.</summary>
    public TrainingParameters Training =>
        context.Parameters<TrainingParameters>("training").Of(context.Parameters<ModelParameters>("models.{model}"));

    /// <summary>The parent at the instance's time, of a stage with the input <c>parent/checkpoints/{time}.safetensors</c>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public Checkpoint LoadParent() =>
        Checkpoint.Load(context.Input("parent/checkpoints/{time}.safetensors").Path, Network);

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

    /// <summary>Error and loss of a classifier in evaluation mode with the given state, and the classes that it predicts for the test set.</summary>
    /// <param name="classifier">In evaluation mode.</param>
    /// <param name="state">Its weights.</param>
    /// <param name="epoch">The time.</param>
    /// <param name="train">Whether the training set is measured too.</param>
    public (PerformanceRow Row, byte[] Predicted) Measure(
        IClassifier classifier,
        TrainingState state,
        double epoch,
        bool train
    )
    {
        using var logits = Evaluation.Logits(classifier, state.Weights, Test);
        var onTest = Evaluation.Measure(logits, Test.Labels);
        var onValidation = Evaluation.Measure(classifier, state.Weights, Validation);
        var onTrain = train ? Evaluation.Measure(classifier, state.Weights, Train) : Performance.None;
        var judged = train ? onTrain : onValidation;
        var row = new PerformanceRow(
            epoch,
            state.Step,
            onTrain.Error,
            onTrain.Loss,
            onValidation.Error,
            onValidation.Loss,
            onTest.Error,
            onTest.Loss,
            Outcomes.Of(!state.Diverged && double.IsFinite(judged.Loss), judged.Error, Train.Classes)
        );
        return (row, Evaluation.Classes(logits));
    }

    /// <summary>The file name of the parent's checkpoint at a time.</summary>
    public static string CheckpointName(decimal epochs) =>
        $"{epochs.ToString("0.############", CultureInfo.InvariantCulture)}.safetensors";

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
        if (validation.IsValueCreated)
            validation.Value.Dispose();
    }
}
