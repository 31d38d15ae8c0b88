using NtkRepro.Pipeline;

namespace NtkRepro.Training;

/// <summary>
/// Trains a child from the parent's weights, momentum and schedule at the spawn time to T, with a minibatch order of
/// its own (paper.md, Runs 2).
/// </summary>
public sealed class ChildStage : IStage
{
    /// <inheritdoc/>
    public string Name => "child";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        using var run = new TrainingRun(
            context,
            inputs,
            new NetworkClassifier(inputs.Network),
            inputs.Training,
            (int)context.AxisNumber("child"),
            new RunPlan()
        );
        run.ToEnd(inputs.LoadParent);
    }
}
