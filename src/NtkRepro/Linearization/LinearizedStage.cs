using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>
/// Trains the network's first-order Taylor expansion at the onset time to T, with the minibatch order, learning rate
/// and momentum of its nonlinear twin, the first child of the same time (paper.md, Runs 3 and 4). Batch norm is linearized
/// in evaluation mode: its statistics are those of the onset.
/// </summary>
public sealed class LinearizedStage : IStage
{
    /// <inheritdoc/>
    public string Name => "linearized";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        var training = context.Parameters<TrainingParameters>("training");
        var schedule = Schedule.Create(training, inputs.Train.Count, context.Parameters<double>("rates.{rate}.factor"));
        using var checkpoint = Checkpoint.Load(
            context.Input("parent/checkpoints/{time}.safetensors").Path,
            inputs.Network
        );
        var onset = checkpoint.State;
        using var scope = NewDisposeScope();
        using var expansion = new TaylorClassifier(inputs.Network.Freeze(checkpoint.Moments), onset.Weights);
        var twin = context.Parameters<IReadOnlyList<int>>("rates.{rate}.children")[0];
        using var run = new TrainingRun(context, inputs, expansion, schedule, twin);
        run.ToEnd(() => Displacement(onset), TrainingRun.NoCheckpoints, everyEpoch: false, "displacement.safetensors");
    }

    private static Checkpoint Displacement(TrainingState onset)
    {
        using var scope = NewDisposeScope();
        var state = new TrainingState(zeros_like(onset.Weights), onset.Momentum.clone(), onset.Step)
        {
            Diverged = onset.Diverged,
        };
        return new Checkpoint(state, new Dictionary<string, ChannelMoments>(StringComparer.Ordinal));
    }
}
