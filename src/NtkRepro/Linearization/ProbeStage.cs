using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>
/// A linear probe of the parent at an onset time: multinomial logistic regression on its penultimate activations, to convergence (paper.md,
/// Runs 5). Where the linearized network does no better, "a learned kernel" says no more than "learned features".
/// </summary>
public sealed class ProbeStage : IStage
{
    /// <inheritdoc/>
    public string Name => "probe";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var scope = NewDisposeScope();
        using var inputs = RunInputs.Load(context);
        using var checkpoint = inputs.LoadParent();
        var network = inputs.Network.Freeze(checkpoint.Moments);
        var weights = network.Split(checkpoint.State.Weights);
        var (train, test) = (Features(inputs.Train), Features(inputs.Test));
        var fit = LogisticRegression.Fit(
            train,
            inputs.Train.Labels,
            inputs.Train.Classes,
            context.Parameters<double>("linearized.probe_decay"),
            context.Cancellation
        );
        var logits = fit.Logits(test);
        var onTest = Evaluation.Measure(logits, inputs.Test.Labels);
        var onTrain = Evaluation.Measure(fit.Logits(train), inputs.Train.Labels);
        var onValidation = Evaluation.Measure(fit.Logits(Features(inputs.Validation)), inputs.Validation.Labels);
        Table.Write<ProbeRow>(
            context.Output("probe.parquet"),
            [
                new ProbeRow(
                    onTrain.Error,
                    onTrain.Loss,
                    onValidation.Error,
                    onValidation.Loss,
                    onTest.Error,
                    onTest.Loss,
                    fit.Evaluations,
                    fit.Gradient,
                    fit.Converged,
                    Outcomes.Of(double.IsFinite(onTrain.Loss), onTrain.Error, inputs.Train.Classes)
                ),
            ]
        );
        var predictions = new Predictions((double)context.AxisNumber("time"), Evaluation.Classes(logits));
        Table.Write(context.Output("predictions.parquet"), predictions.Rows(inputs.TestLabels));

        Tensor Features(LabelledImages data) =>
            Evaluation.Map(data, images => network.Features(images, weights).flatten(1)).to_type(ScalarType.Float64);
    }
}

/// <summary>What a linear probe reached.</summary>
/// <param name="TrainError">Fraction wrong on the training set.</param>
/// <param name="TrainLoss">Mean cross-entropy there, in nats.</param>
/// <param name="ValidationError">Fraction wrong on the validation images.</param>
/// <param name="ValidationLoss">Mean cross-entropy there, in nats.</param>
/// <param name="TestError">Fraction wrong on the test set.</param>
/// <param name="TestLoss">Mean cross-entropy there, in nats.</param>
/// <param name="Evaluations">How often L-BFGS computed the loss.</param>
/// <param name="Gradient">The largest component of the gradient at the end.</param>
/// <param name="Converged">Whether it is within the tolerance.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
public sealed record ProbeRow(
    double TrainError,
    double TrainLoss,
    double ValidationError,
    double ValidationLoss,
    double TestError,
    double TestLoss,
    int Evaluations,
    double Gradient,
    bool Converged,
    string Outcome
);
