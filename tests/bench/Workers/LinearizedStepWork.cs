using NtkRepro.Linearization;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Steps of SGD on the displacement of the linearized network.</summary>
internal sealed class LinearizedStepWork : Work
{
    private readonly WorkInput input;

    public LinearizedStepWork(WorkInput input)
    {
        this.input = input;
        Units = input.Integer("steps_per_run");
        var displacement = Train(input.Integer("checked_steps"));
        Result = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = input.Weights + displacement };
    }

    public override int Units { get; }

    // From the start, as what is computed once for all steps belongs to their time.
    public override void Run()
    {
        using var scope = NewDisposeScope();
        Train(Units);
    }

    private Tensor Train(int steps)
    {
        using var scope = NewDisposeScope();
        using var expansion = new TaylorClassifier(input.Frozen(), input.Weights);
        var displacement = zeros_like(input.Weights);
        new Descent(expansion, input, new TrainingState(displacement, zeros_like(displacement), 0)).Steps(steps);
        return scope.MoveToOuter(displacement);
    }
}
