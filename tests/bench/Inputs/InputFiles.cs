using System.Globalization;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Writes the input files of the rows, each once.</summary>
/// <param name="experiment">What they are made of.</param>
/// <param name="folder">Where they lie.</param>
internal sealed class InputFiles(Experiment experiment, string folder)
{
    private const int NormImages = 250;
    private const int CheckedSteps = 5;
    private const int Epochs = 20;

    // Batch norm over a minibatch rounds coarsely where the channels are innermost, and rectifiers that fall the other way
    // make more of it: after five steps weights differ by 10⁻³, where both sides are right.
    private const int CheckedNormSteps = 1;

    private const int Child = 1;
    private const int OtherChild = 2;
    private const int CurvePoints = 11;

    // Of the calibration, and of the probe.
    private static readonly double[] Rates = [0.005, 0.015];
    private const double Decay = 1e-4;

    // λ over the trace of the kernel: with Fashion-MNIST about a hundredth of the largest eigenvalue.
    private const double Ridge = 0.003;

    /// <summary>Steps of a network in training mode, from its initial weights.</summary>
    public string TrainStep(string network, int images, int stepsPerRun) =>
        Once(
            $"train_step-{network}",
            draft =>
                Steps(draft, network, images, stepsPerRun)
                    .With("weights", Experiment.Initial(network))
                    .Set("checked_steps", BenchNetworks.HasNorm(network) ? CheckedNormSteps : CheckedSteps)
        );

    /// <summary>Steps of a linearized network, from a network trained for an epoch.</summary>
    public string LinearizedStep(string network, int images, int stepsPerRun) =>
        Once($"linearized_step-{network}", draft => Evaluated(Steps(draft, network, images, stepsPerRun), network));

    /// <summary>Trials of a linearized network's learning rate, measured after each epoch on as many validation images as it is trained on.</summary>
    public string Calibration(string network, int images, int epochs) =>
        Once(
            $"calibration-{network}",
            draft =>
            {
                var (all, labels) = Experiment.First(experiment.Train, 2 * images, network);
                return Evaluated(Steps(draft, network, images, 0), network)
                    .With("validation_images", all.narrow(0, images, images))
                    .With("validation_labels", labels.narrow(0, images, images))
                    .With("rates", tensor(Rates))
                    .Set("epochs", epochs);
            }
        );

    /// <summary>Logistic regression on the features of a trained network.</summary>
    public string Probe(string network, int images) =>
        Once(
            $"probe-{network}",
            draft =>
            {
                using var _ = no_grad();
                var weights = experiment.Trained(network, Child);
                var (inputs, labels) = Experiment.First(experiment.Train, images, network);
                var own = BenchNetworks.Create(network);
                return draft
                    .With("features", own.Features(inputs, own.Split(weights)).flatten(1).to_type(ScalarType.Float64))
                    .With("labels", labels)
                    .Set("decay", Decay);
            }
        );

    /// <summary>A tangent kernel.</summary>
    public string Kernel(string network, int probes) =>
        Once(
            string.Create(CultureInfo.InvariantCulture, $"ntk-{network}-{probes}"),
            draft => Evaluated(draft.With(Experiment.First(experiment.Train, probes, network)), network)
        );

    /// <summary>The line between two children, on so many training and as many test images.</summary>
    public string Barrier(string network, int images) =>
        Once(
            $"barrier-{network}",
            draft =>
            {
                var (weights, other) = (experiment.Trained(network, Child), experiment.Trained(network, OtherChild));
                var (train, trainLabels) = Experiment.First(experiment.Train, images, network);
                var (test, testLabels) = Experiment.First(experiment.Test, images, network);
                draft
                    .With("weights", weights)
                    .With("other", other)
                    .With((cat([train, test]), cat([trainLabels, testLabels])))
                    .Set("points", CurvePoints);
                for (var point = 0; point < CurvePoints; point++)
                {
                    var alpha = (double)point / (CurvePoints - 1);
                    var between = (weights * alpha) + (other * (1 - alpha));
                    draft.WithStatistics(
                        network,
                        between,
                        NormBatch(network),
                        string.Create(CultureInfo.InvariantCulture, $"{point}.")
                    );
                }
                return draft.Set("network", network);
            }
        );

    /// <summary>A kernel of the cnn of that size, and residuals.</summary>
    public string Eigen(int size) =>
        Once(
            "eigen",
            draft =>
            {
                var network = BenchNetworks.Create("cnn");
                var (probes, labels) = Experiment.First(experiment.Train, size / BenchNetworks.Classes, "cnn");
                var weights = experiment.Trained("cnn", Child);
                var kernel = TangentKernel.Compute(network, weights, probes).to_type(ScalarType.Float64);
                using var _ = no_grad();
                var targets = eye(BenchNetworks.Classes).index_select(0, labels);
                var residual = targets - network.Forward(probes, network.Split(weights));
                // The two sides may read different triangles, which differ in rounding.
                return draft
                    .With("kernel", (kernel + kernel.t()) / 2)
                    .With("residual", residual.to_type(ScalarType.Float64).reshape(-1, 1))
                    .Set("ridge", Ridge * kernel.diagonal().sum().item<double>());
            }
        );

    /// <summary>The shape of a matrix, which the worker fills.</summary>
    public string Matrix(int rows, int columns) =>
        Once(
            string.Create(CultureInfo.InvariantCulture, $"matrix-{rows}-{columns}"),
            draft => draft.Set("rows", rows).Set("columns", columns)
        );

    /// <summary>Where a job writes its result.</summary>
    public string Output(string side) => Path.Combine(folder, $"{side}.safetensors");

    private InputDraft Steps(InputDraft draft, string network, int images, int stepsPerRun)
    {
        return draft
            .With(Experiment.First(experiment.Train, images, network))
            .With("order", MinibatchOrder.Steps(Child, Epochs, images, BenchTraining.Batch))
            .Set("order_number", Child)
            .Set("learning_rate", BenchTraining.LearningRate)
            .Set("momentum", BenchTraining.Momentum)
            .Set("checked_steps", CheckedSteps)
            .Set("steps_per_run", stepsPerRun)
            .Set("batch", BenchTraining.Batch)
            .Set("network", network);
    }

    // A trained network in evaluation mode.
    private InputDraft Evaluated(InputDraft draft, string network)
    {
        var weights = experiment.Trained(network, Child);
        return draft
            .With("weights", weights)
            .WithStatistics(network, weights, NormBatch(network))
            .Set("network", network);
    }

    private Tensor NormBatch(string network) => Experiment.First(experiment.Train, NormImages, network).Images;

    private string Once(string name, Func<InputDraft, InputDraft> make)
    {
        var path = Path.Combine(folder, $"{name}.input.safetensors");
        if (File.Exists(path))
            return path;
        using var scope = NewDisposeScope();
        make(new InputDraft().Set("classes", BenchNetworks.Classes)).Save(path);
        return path;
    }
}
