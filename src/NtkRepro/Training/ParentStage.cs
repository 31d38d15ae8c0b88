using NtkRepro.Networks;
using NtkRepro.Pipeline;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>
/// Trains the parent from its initialisation to T, and keeps its weights and momentum at every time that a later stage
/// asks for (paper.md, Runs 1), and its predictions at the end and in the epochs of the plateau.
/// </summary>
public sealed class ParentStage : IStage
{
    /// <inheritdoc/>
    public string Name => "parent";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        var training = inputs.Training;
        var schedule = Schedule.Create(training, inputs.Train.Count);
        var plateau = Plateau.Of(schedule, training.Plateau);
        var plan = new RunPlan
        {
            Checkpoints = Times(context, training).ToLookup(schedule.StepAt, RunInputs.CheckpointName),
            EveryEpoch = true,
            KeepsPredictions = plateau.Contains,
        };
        using var run = new TrainingRun(
            context,
            inputs,
            new NetworkClassifier(inputs.Network),
            training,
            order: 0,
            plan
        );
        run.ToEnd(Start);
        foreach (var name in plan.Checkpoints.SelectMany(c => c))
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
        string[] asked = ["spawn.times.{model}", "linearized.times.{model}", "linearized.onset.{model}", "kernel.grid"];
        foreach (var time in asked.SelectMany(context.Parameters<NumberRange>).Distinct())
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
