using NtkRepro.Pipeline;

namespace NtkRepro.Training;

/// <summary>
/// Trains a child from the parent's weights, momentum and schedule at the spawn time to T, with a minibatch order of
/// its own (paper.md, Runs 2 and 4).
/// </summary>
public sealed class ChildStage : IStage
{
    /// <inheritdoc/>
    public string Name => "child";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        var training = context.Parameters<TrainingParameters>("training");
        var schedule = Schedule.Create(training, inputs.Train.Count, context.Parameters<double>("rates.{rate}.factor"));
        var order = (int)context.AxisNumber("child");
        using var run = new TrainingRun(context, inputs, new NetworkClassifier(inputs.Network), schedule, order);
        run.ToEnd(
            () => Checkpoint.Load(context.Input("parent/checkpoints/{time}.safetensors").Path, inputs.Network),
            TrainingRun.NoCheckpoints,
            everyEpoch: false,
            "final.safetensors"
        );
    }
}
