using NtkRepro.Networks;
using NtkRepro.Pipeline;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>
/// Trains the parent from He initialisation to T, and keeps its weights and momentum at every time that a later stage
/// asks for (paper.md, Runs 1).
/// </summary>
public sealed class ParentStage : IStage
{
    /// <inheritdoc/>
    public string Name => "parent";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        var training = context.Parameters<TrainingParameters>("training");
        var schedule = Schedule.Create(training, inputs.Train.Count);
        var checkpoints = Times(context, training).ToLookup(schedule.StepAt, RunInputs.CheckpointName);
        using var run = new TrainingRun(context, inputs, new NetworkClassifier(inputs.Network), schedule, order: 0);
        run.ToEnd(Start, checkpoints, everyEpoch: true, "final.safetensors");
        foreach (var name in checkpoints.SelectMany(c => c))
            Publish(context, name);

        Checkpoint Start()
        {
            using var scope = NewDisposeScope();
            var weights = inputs.Network.Initialise(
                (long)context.AxisNumber("seed"),
                context.Parameters<ModelParameters>("models.{model}").Initialisation
            );
            var moments = inputs.Network.MomentsAt(weights, inputs.NormBatches);
            return new Checkpoint(new TrainingState(weights, zeros_like(weights), 0), moments);
        }
    }

    private static IEnumerable<decimal> Times(StageContext context, TrainingParameters training)
    {
        string[] asked = ["rates.base.times", "rates.low.times", "kernel.grid"];
        var times = asked.SelectMany(context.Parameters<NumberRange>).Distinct();
        foreach (var time in times)
        {
            if (time > training.Epochs)
            {
                throw new InvalidDataException(
                    $"{string.Join(", ", asked)} ask for epoch {time}, but training.epochs is {training.Epochs}"
                );
            }
            yield return time;
        }
    }

    private static void Publish(StageContext context, string name) =>
        File.Copy(Path.Combine(context.WorkFolder, name), context.Output($"checkpoints/{name}"), overwrite: true);
}
