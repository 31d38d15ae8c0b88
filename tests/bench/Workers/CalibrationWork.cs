using NtkRepro.Data;
using NtkRepro.Linearization;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Trains a linearized network from rest at each of some rates, and measures it on validation images after every epoch.</summary>
internal sealed class CalibrationWork : Work
{
    private readonly WorkInput input;
    private readonly double[] rates;
    private readonly LabelledImages validation;
    private readonly int stepsPerEpoch;

    public CalibrationWork(WorkInput input)
    {
        this.input = input;
        rates = input.Tensors["rates"].data<double>().ToArray();
        validation = LabelledTensors.Of(input.Tensors["validation_images"], input.Tensors["validation_labels"]);
        stepsPerEpoch = (int)input.Tensors["labels"].numel() / input.Integer("batch");
        var (weights, losses) = Trials();
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = weights, ["losses"] = losses };
    }

    public override void Run()
    {
        using var scope = NewDisposeScope();
        Trials();
    }

    // The weights at the end, and the validation losses, rate by rate.
    private (Tensor Weights, Tensor Losses) Trials()
    {
        using var scope = NewDisposeScope();
        var weights = new List<Tensor>();
        var losses = new List<double>();
        foreach (var rate in rates)
        {
            using var expansion = new TaylorClassifier(input.Frozen(), input.Weights);
            var displacement = zeros_like(input.Weights);
            var state = new TrainingState(displacement, zeros_like(displacement), 0);
            var descent = new Descent(expansion, input, state, rate);
            for (var epoch = 0; epoch < input.Integer("epochs"); epoch++)
            {
                descent.Steps(stepsPerEpoch);
                losses.Add(Evaluation.Measure(expansion, displacement, validation).Loss);
            }
            weights.Add(input.Weights + displacement);
        }
        return (
            scope.MoveToOuter(stack(weights)),
            scope.MoveToOuter(tensor(losses.ToArray(), [rates.Length, losses.Count / rates.Length]))
        );
    }
}
