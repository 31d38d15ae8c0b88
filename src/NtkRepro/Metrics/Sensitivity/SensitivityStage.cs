using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>
/// Perturbs the parent a little, trains both copies on the parent's own minibatches, and measures how their logits on the
/// probes separate (paper.md, <c>sensitivity</c>).
/// </summary>
public sealed class SensitivityStage : IStage
{
    /// <inheritdoc/>
    public string Name => "sensitivity";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var inputs = RunInputs.Load(context);
        var parameters = context.Parameters<SensitivityParameters>("sensitivity");
        var training = inputs.Training;
        var schedule = Schedule.Create(training, inputs.Train.Count);
        var probes = inputs.Probes(training.Probes);
        using var checkpoint = inputs.LoadParent();
        var original = checkpoint.State;
        using var copy = Perturb(original, parameters.Epsilon, (long)context.AxisNumber("seed"));
        IClassifier classifier = new NetworkClassifier(inputs.Network);
        var trainer = TrainingRun.Trainer(context, inputs, classifier, schedule, training, order: 0);
        var (seed, time) = ((int)context.AxisNumber("seed"), (double)context.AxisNumber("time"));
        var start = original.Step;
        var length = Math.Min((int)Math.Round(parameters.Epochs * schedule.StepsPerEpoch), schedule.TotalSteps - start);
        var separations = new List<SeparationRow>();
        for (var i = 0; i < parameters.Points; i++)
        {
            var stop = start + (int)Math.Round((double)i * length / (parameters.Points - 1));
            trainer.TrainUntil(original, stop, context.Cancellation);
            trainer.TrainUntil(copy, stop, context.Cancellation);
            var elapsed = (double)(stop - start) / schedule.StepsPerEpoch;
            separations.Add(new SeparationRow(seed, time, elapsed, Distance()));
            context.Report((i + 1.0) / parameters.Points);
        }
        var (exponent, fit) = LyapunovFit.Of([.. separations.Select(s => (s.Elapsed, s.Distance))]);
        var diverged = original.Diverged || copy.Diverged || separations.Exists(s => !double.IsFinite(s.Distance));
        Table.Write(context.Output("separations.parquet"), separations);
        Table.Write<SensitivityRow>(
            context.Output("sensitivity.parquet"),
            [new SensitivityRow(seed, time, exponent, fit, diverged)]
        );

        double Distance()
        {
            using var scope = NewDisposeScope();
            return Math.Sqrt((Logits(original) - Logits(copy)).Squared().sum(dim: 1).mean().item<double>());
        }

        Tensor Logits(TrainingState state) =>
            Evaluation
                .Logits(classifier.Freeze(state.Weights, inputs.NormBatches), state.Weights, probes)
                .to_type(ScalarType.Float64);
    }

    // A copy whose weights are moved by ε ‖w‖ in a random direction.
    private static TrainingState Perturb(TrainingState state, double epsilon, long seed)
    {
        using var scope = NewDisposeScope();
        var random = new CounterRandom(seed, "perturbation", state.Step);
        var values = new float[state.Weights.numel()];
        foreach (ref var value in values.AsSpan())
            value = (float)random.NextNormal();
        var direction = tensor(values, [values.Length]);
        var length = epsilon * Roots.Norm(state.Weights) / Roots.Norm(direction);
        return new TrainingState(state.Weights.Plus(direction.Times(length)), state.Momentum.clone(), state.Step)
        {
            Diverged = state.Diverged,
        };
    }
}
