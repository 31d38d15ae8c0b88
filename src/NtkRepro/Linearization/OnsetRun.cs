using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>A parent at an onset time, and the runs that begin there from rest at a constant rate (paper.md, Runs 3 and 4).</summary>
internal sealed class OnsetRun : IDisposable
{
    /// <summary>The output for v at the best epoch.</summary>
    public const string Displacement = "displacement.safetensors";

    private const int LinearizedOrder = -1;
    private const int OwnOrder = -2;

    private static readonly Dictionary<string, ChannelMoments> NoMoments = new(StringComparer.Ordinal);

    private readonly StageContext context;
    private readonly RunInputs inputs;
    private readonly Checkpoint checkpoint;

    private OnsetRun(StageContext context)
    {
        this.context = context;
        inputs = RunInputs.Load(context);
        checkpoint = inputs.LoadParent();
    }

    /// <summary>Of a stage with the inputs of the data and of the parent's checkpoint.</summary>
    public static OnsetRun Load(StageContext context) => new(context);

    /// <summary>Trains the displacement v from 0.</summary>
    /// <param name="rate">η_lin.</param>
    public void TrainLinearized(double rate)
    {
        using var expansion = new TaylorClassifier(inputs.Network.Freeze(checkpoint.Moments), checkpoint.State.Weights);
        using var run = Create(expansion, rate, LinearizedOrder, Displacement);
        run.ToEnd(() => Start(weights => zeros_like(weights), NoMoments));
    }

    /// <summary>Trains the weights.</summary>
    /// <param name="rate">η_lin.</param>
    /// <param name="control">Which control.</param>
    public void TrainControl(double rate, Control control)
    {
        var isFrozen = control == Control.Frozen;
        var network = isFrozen ? inputs.Network.Freeze(checkpoint.Moments) : inputs.Network;
        var order = control == Control.Own ? OwnOrder : LinearizedOrder;
        using var run = Create(new NetworkClassifier(network), rate, order, "final.safetensors");
        run.ToEnd(() => Start(weights => weights.clone(), isFrozen ? NoMoments : Moments()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        checkpoint.Dispose();
        inputs.Dispose();
    }

    private TrainingRun Create(IClassifier classifier, double rate, int order, string finalState)
    {
        var training = new TrainingParameters(
            context.Parameters<int>("linearized.epochs"),
            context.Parameters<int>("training.batch"),
            rate,
            context.Parameters<double>("linearized.momentum"),
            context.Parameters<int>("training.norm_images"),
            context.Parameters<int>("training.probes"),
            new NumberRange([]),
            RateSchedule.Constant
        );
        var plan = new RunPlan
        {
            EveryEpoch = true,
            StopsEarly = true,
            FinalState = finalState,
        };
        return new TrainingRun(context, inputs, classifier, training, order, plan);
    }

    // From rest: the momentum is 0, and so is the clock.
    private Checkpoint Start(Func<Tensor, Tensor> weights, IReadOnlyDictionary<string, ChannelMoments> moments)
    {
        using var scope = NewDisposeScope();
        var onset = checkpoint.State;
        var state = new TrainingState(weights(onset.Weights), zeros_like(onset.Weights), 0)
        {
            Diverged = onset.Diverged,
        };
        return new Checkpoint(state, moments);
    }

    private Dictionary<string, ChannelMoments> Moments() =>
        checkpoint.Moments.ToDictionary(
            m => m.Key,
            m => new ChannelMoments(m.Value.Mean.clone(), m.Value.Variance.clone()),
            StringComparer.Ordinal
        );
}
