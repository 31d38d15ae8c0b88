using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Steps of SGD on the network itself, in training mode.</summary>
internal sealed class TrainStepWork : Work
{
    private readonly Descent descent;

    public TrainStepWork(WorkInput input)
    {
        var weights = input.Weights.clone();
        var state = new TrainingState(weights, zeros_like(weights), 0);
        descent = new Descent(new NetworkClassifier(input.Network()), input, state);
        descent.Steps(input.Integer("checked_steps"));
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = weights.clone() };
        Units = input.Integer("steps_per_run");
    }

    public override int Units { get; }

    public override void Run() => descent.Steps(Units);
}
