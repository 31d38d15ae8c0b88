using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>
/// Trains the network's first-order Taylor expansion at the onset time to T, with the minibatch order, learning rate
/// and momentum of its nonlinear twin, the first child of the same time (paper.md, Runs 3 and 4).
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
        var schedule = Schedule.Create(training, inputs.Train.Count, (double)context.AxisNumber("rate"));
        using var onset = TrainingState.Load(context.Input("parent/checkpoints/{time}.safetensors").Path);
        using var expansion = new TaylorNetwork(inputs.Network, onset.Weights);
        var trainer = new SgdTrainer(
            expansion,
            inputs.Train,
            schedule,
            training,
            (long)context.AxisNumber("seed"),
            context.Parameters<IReadOnlyList<int>>("run.children")[0]
        );

        var (state, record) = new TrainingRun(context, trainer, schedule).ToEnd(
            () => Displacement(onset),
            Enumerable.Empty<string>().ToLookup(_ => 0),
            (s, epoch) => inputs.Measure(expansion, s, epoch),
            everyEpoch: false
        );
        using var _ = state;

        Table.Write(context.Output("log.parquet"), record.Log);
        Table.Write(context.Output("performance.parquet"), record.Performance);
        state.Save(context.Output("displacement.safetensors"));
    }

    private static TrainingState Displacement(TrainingState onset)
    {
        using var scope = NewDisposeScope();
        return new TrainingState(zeros_like(onset.Weights), onset.Momentum.clone(), onset.Step);
    }
}
