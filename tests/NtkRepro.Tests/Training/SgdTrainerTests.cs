using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

public sealed class SgdTrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // One pixel of value 2, two classes: the loss is −log σ(z) with z = 2 (w₀ − w₁) + b₀ − b₁, so by symmetry
    // w₀ = −w₁ = 2 b₀ = −2 b₁, and with u = w₀ the loss is −log σ(5 u), of slope −2 (1 − σ(5 u)) in w₀.
    [Fact]
    public void Momentum_and_the_cosine_follow_the_closed_form()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Pixels(folder, [2], [0], 2);
        var parameters = Samples.Training(epochs: 5, batch: 1, rate: 0.5);
        using var state = Start(Samples.Affine(2), zeros([4]));

        var losses = TrainToEnd(new NetworkClassifier(Samples.Affine(2)), data, parameters, state);

        var (u, v) = (0.0, 0.0);
        for (var step = 0; step < 5; step++)
        {
            var right = 1 / (1 + Math.Exp(-5 * u));
            Assert.Equal(-Math.Log(right), losses[step], 1e-6);
            v = (0.9 * v) - (2 * (1 - right));
            u -= 0.5 * 0.5 * (1 + Math.Cos(Math.PI * step / 5)) * v;
        }
        Near.Equal([u, -u, u / 2, -u / 2], [4], state.Weights, ScalarType.Float32);
        Near.Equal([v, -v, v / 2, -v / 2], [4], state.Momentum, ScalarType.Float32);
        Assert.Equal(5, state.Step);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)] // within the first epoch
    [InlineData(4)] // at the end of an epoch
    [InlineData(7)]
    public void A_run_resumed_from_its_saved_state_equals_an_unbroken_one_bit_for_bit(int stop)
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 70);
        var network = Samples.Cnn();
        var classifier = new NetworkClassifier(network);
        var parameters = Samples.Training(epochs: 3, batch: 16);
        using var unbroken = Start(network, network.Initialise(0));
        using var first = Start(network, network.Initialise(0));
        var path = folder.File("state.safetensors");

        TrainToEnd(classifier, data, parameters, unbroken);
        TrainToEnd(classifier, data, parameters, first, stop);
        first.Save(path, network);
        using var second = TrainingState.Load(path, network);
        Assert.Equal(stop, second.Step);
        TrainToEnd(classifier, data, parameters, second);

        Assert.Equal(12, second.Step);
        Assert.Equal(unbroken.Weights.data<float>().ToArray(), second.Weights.data<float>().ToArray());
        Assert.Equal(unbroken.Momentum.data<float>().ToArray(), second.Momentum.data<float>().ToArray());
    }

    [Fact]
    public void An_absurd_learning_rate_is_recorded_as_divergence_and_ends_the_run()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 160);
        var network = Samples.Cnn();
        var parameters = Samples.Training(epochs: 3, batch: 16, rate: 1e20);
        using var state = Start(network, network.Initialise(0));

        var losses = TrainToEnd(new NetworkClassifier(network), data, parameters, state);

        Assert.True(state.Diverged);
        Assert.InRange(state.Step, 1, 9);
        Assert.False(double.IsFinite(losses.Single()));
        state.Save(folder.File("state.safetensors"), network);
        using var loaded = TrainingState.Load(folder.File("state.safetensors"), network);
        Assert.True(loaded.Diverged);
    }

    [Fact]
    public void An_epoch_shows_no_image_twice_and_the_next_has_another_order()
    {
        var first = Shown(seed: 0, order: 1, epoch: 0);
        var second = Shown(seed: 0, order: 1, epoch: 1);

        // Fifty images and minibatches of eight: two sit out.
        Assert.Equal(48, first.Length);
        Assert.Equal(48, first.Distinct().Count());
        Assert.Equal(48, second.Distinct().Count());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_order_of_images_depends_on_seed_and_order_alone()
    {
        var child = Shown(seed: 0, order: 1, epoch: 3);

        Assert.Equal(child, Shown(seed: 0, order: 1, epoch: 3));
        Assert.NotEqual(child, Shown(seed: 0, order: 2, epoch: 3));
        Assert.NotEqual(child, Shown(seed: 1, order: 1, epoch: 3));
    }

    [Fact]
    public void A_stop_beyond_the_epoch_is_refused()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 32);
        var network = Samples.Cnn();
        using var state = Start(network, network.Initialise(0));
        var trainer = Trainer(new NetworkClassifier(network), data, Samples.Training(epochs: 2, batch: 16));

        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Train(state, 3, CancellationToken.None));
        Assert.Equal(0, state.Step);
    }

    [Fact]
    public void Cancellation_leaves_the_state_at_a_whole_step()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 32);
        using var cancellation = new CancellationTokenSource();
        var network = Samples.Cnn();
        var spy = new Spy(network, _ => cancellation.Cancel());
        var weights = network.Initialise(0);
        using var state = Start(network, weights);

        var trainer = Trainer(spy, data, Samples.Training(epochs: 2, batch: 16));

        Assert.Throws<OperationCanceledException>(() => trainer.Train(state, 2, cancellation.Token));
        Assert.Equal(1, state.Step);
        Assert.NotEqual(Near.Values(weights), Near.Values(state.Weights));
    }

    // The pixels, which tell fifty images apart, in the order in which an epoch shows them.
    private double[] Shown(long seed, int order, int epoch)
    {
        using var scope = NewDisposeScope();
        var pixels = Enumerable.Range(0, 50).Select(i => (byte)i).ToArray();
        using var data = Samples.Pixels(folder, pixels, new long[50], 2);
        var parameters = Samples.Training(epochs: 4, batch: 8);
        var shown = new List<double>();
        var network = Samples.Affine(2);
        var spy = new Spy(network, images => shown.AddRange(Near.Values(images).Select(v => Math.Round(v))));
        using var state = Start(network, zeros([4]));
        state.Step = epoch * 6;
        Trainer(spy, data, parameters, seed, order).Train(state, (epoch + 1) * 6, CancellationToken.None);
        return [.. shown];
    }

    private static TrainingState Start(Network network, Tensor weights) =>
        new(weights.clone(), zeros([network.WeightCount]), 0);

    private static SgdTrainer Trainer(
        IClassifier classifier,
        LabelledImages data,
        TrainingParameters parameters,
        long seed = 0,
        int order = 0
    ) => new(classifier, data, Schedule.Create(parameters, data.Count), parameters, seed, order);

    // The mean loss of each epoch, or part of one.
    private static List<double> TrainToEnd(
        IClassifier classifier,
        LabelledImages data,
        TrainingParameters parameters,
        TrainingState state,
        int? end = null
    )
    {
        var schedule = Schedule.Create(parameters, data.Count);
        var trainer = Trainer(classifier, data, parameters);
        var losses = new List<double>();
        while (state.Step < (end ?? schedule.TotalSteps) && !state.Diverged)
        {
            var epochEnd = ((state.Step / schedule.StepsPerEpoch) + 1) * schedule.StepsPerEpoch;
            losses.Add(trainer.Train(state, Math.Min(end ?? epochEnd, epochEnd), CancellationToken.None));
        }
        return losses;
    }

    // Passes on what the network is asked.
    private sealed class Spy(Network network, Action<Tensor> seen) : IClassifier
    {
        public Network Network => network;

        public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights)
        {
            seen(inputs);
            return network.Forward(inputs, weights);
        }

        public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) => this;
    }
}
