using NtkRepro.Data;
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
        var schedule = Schedule.Create(training, inputs.Train.Count, (double)context.AxisNumber("rate"));
        var classifier = new NetworkClassifier(inputs.Network);
        var trainer = new SgdTrainer(
            classifier,
            inputs.Train,
            schedule,
            training,
            (long)context.AxisNumber("seed"),
            (int)context.AxisNumber("child")
        );

        var (state, record) = new TrainingRun(context, trainer, schedule).ToEnd(
            () => TrainingState.Load(context.Input("parent/checkpoints/{time}.safetensors").Path),
            Enumerable.Empty<string>().ToLookup(_ => 0),
            (s, epoch) => inputs.Measure(classifier, s, epoch),
            everyEpoch: false
        );
        using var _ = state;

        Table.Write(context.Output("log.parquet"), record.Log);
        Table.Write(context.Output("performance.parquet"), record.Performance);
        state.Save(context.Output("final.safetensors"));
    }
}
