using NtkRepro.Data;
using NtkRepro.Tangents;
using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Training;

/// <summary>
/// Stochastic gradient descent with momentum on cross-entropy: v ← μ v + ∇L(w), w ← w − η v, with the minibatch
/// order of each epoch a pure function of (seed, order, epoch), so that training from any step needs the state alone.
/// </summary>
public sealed class SgdTrainer
{
    // Steps that a GPU does before their losses are looked at.
    private const int Ahead = 100;

    private readonly IClassifier classifier;
    private readonly LabelledImages data;
    private readonly Schedule schedule;
    private readonly TrainingParameters parameters;
    private readonly AugmentationParameters augmentation;
    private readonly long seed;
    private readonly int order;
    private readonly BatchLogits? logits; // null where images vary

    /// <param name="classifier">What is trained.</param>
    /// <param name="data">The training set.</param>
    /// <param name="schedule">The clock and the learning rate.</param>
    /// <param name="parameters">Batch size and momentum.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="order">Which minibatch order: see <see cref="Order"/>.</param>
    /// <param name="augmentation">How training images are varied; null for not at all.</param>
    public SgdTrainer(
        IClassifier classifier,
        LabelledImages data,
        Schedule schedule,
        TrainingParameters parameters,
        long seed,
        int order,
        AugmentationParameters? augmentation = null
    )
    {
        this.classifier = classifier;
        this.data = data;
        this.schedule = schedule;
        this.parameters = parameters;
        this.seed = seed;
        this.order = order;
        this.augmentation = augmentation ?? new AugmentationParameters();
        logits = this.augmentation.IsOff ? classifier.LogitsOf(data) : null;
    }

    /// <summary>The places of all images in the order in which an epoch takes them, minibatch after minibatch.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="order">
    /// Which minibatch order: 0 for the parent, the number of the child for a child, negative for linearized runs and their controls.
    /// </param>
    /// <param name="epoch">From 0.</param>
    /// <param name="images">How many there are.</param>
    public static long[] Order(long seed, int order, int epoch, int images) =>
        new CounterRandom(seed, $"minibatches of order {order}", epoch).Permutation(images);

    /// <summary>
    /// Trains <paramref name="state"/> in place until <paramref name="stop"/>, or until the loss is no longer finite.
    /// </summary>
    /// <param name="state">Where to begin.</param>
    /// <param name="stop">The step before which to stop; not beyond the end of the epoch of the state's step.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <returns>The mean loss of the minibatches, in nats.</returns>
    public double Train(TrainingState state, int stop, CancellationToken cancellation)
    {
        var epoch = state.Step / schedule.StepsPerEpoch;
        if (stop > (epoch + 1) * schedule.StepsPerEpoch)
            throw new ArgumentOutOfRangeException(nameof(stop), stop, "training goes on epoch by epoch");
        using var scope = NewDisposeScope();
        var places = Order(seed, order, epoch, data.Count);
        var indices = tensor(places, [places.Length]);
        var leaves = classifier.Network.Leaves(state.Weights);
        var (losses, steps) = (0.0, 0);
        while (state.Step < stop && !state.Diverged)
        {
            foreach (var loss in Steps(state, leaves, places, indices, stop, cancellation))
            {
                losses += loss;
                steps++;
                state.Step++;
                // What was done beyond such a step is not finite either, and does not count.
                state.Diverged = !float.IsFinite(loss);
                if (state.Diverged)
                    break;
            }
        }
        return steps == 0 ? double.NaN : losses / steps;
    }

    /// <summary>Trains <paramref name="state"/> in place over any number of epochs; see <see cref="Train"/>.</summary>
    public void TrainUntil(TrainingState state, int stop, CancellationToken cancellation)
    {
        while (state.Step < stop && !state.Diverged)
        {
            var end = ((state.Step / schedule.StepsPerEpoch) + 1) * schedule.StepsPerEpoch;
            Train(state, Math.Min(stop, end), cancellation);
        }
    }

    // The losses of the next steps, of which the state's number is still the first's. Each step reads what the one before it wrote; its loss
    // is read at once on the CPU, but a GPU would have to wait for that, and goes on.
    private float[] Steps(
        TrainingState state,
        Tensor[] leaves,
        long[] places,
        Tensor indices,
        int stop,
        CancellationToken cancellation
    )
    {
        using var scope = NewDisposeScope();
        var count = state.Weights.device_type == DeviceType.CPU ? 1 : Math.Min(Ahead, stop - state.Step);
        var losses = new Tensor[count];
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = state.Step + i;
            var start = (step % schedule.StepsPerEpoch) * parameters.Batch;
            var images = logits is null ? Augmented(step, places.AsSpan(start, parameters.Batch)) : null;
            losses[i] = Step(state, step, leaves, images, indices.narrow(0, start, parameters.Batch));
        }
        return stack(losses).Values<float>();
    }

    // images: null where they do not vary.
    private Tensor Step(TrainingState state, int step, Tensor[] leaves, Tensor? images, Tensor index)
    {
        using var scope = NewDisposeScope();
        var output = images is null ? logits!(index, leaves) : classifier.Logits(images, leaves);
        var loss = nn.functional.cross_entropy(output, data.Labels.index_select(0, index));
        var gradients = autograd.grad([loss], leaves);
        using var _ = no_grad();
        var gradient = Network.Join(gradients);
        state.Momentum.Scale(parameters.Momentum).Increase(gradient);
        state.Weights.Increase(state.Momentum, -schedule.RateAt(step));
        return scope.MoveToOuter(loss.detach());
    }

    private Tensor Augmented(int step, ReadOnlySpan<long> batch) =>
        Augmentation.Images(data, batch, augmentation, seed, step / schedule.StepsPerEpoch, order);
}
