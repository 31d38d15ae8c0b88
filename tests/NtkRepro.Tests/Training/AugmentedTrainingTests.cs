using NtkRepro.Data;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

/// <summary>Training on varied images.</summary>
public sealed class AugmentedTrainingTests : IDisposable
{
    private static readonly AugmentationParameters Varied = new(Shift: 2, Flip: true);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Minibatches_hold_the_same_images_in_the_same_order_but_varied()
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 32);

        var (plain, varied) = (Shown(data, new AugmentationParameters()), Shown(data, Varied));

        Assert.Equal(Shown(data, null), plain);
        Assert.NotEqual(plain, varied);
        var places = new CounterRandom(5, "minibatches of order 1", 0).Permutation(32);
        Assert.Equal(Near.Values(Augmentation.Images(data, places, Varied, 5, 0, 1)), varied);
    }

    [Fact]
    public void They_are_the_same_again_and_others_with_another_seed_order_or_epoch()
    {
        using var scope = NewDisposeScope();
        // All images are one, so that their order is no difference.
        using var data = Alike(32);
        var shown = Shown(data, Varied);

        Assert.Equal(Shown(data, null), Shown(data, null, seed: 6, order: 2, epoch: 1));
        Assert.Equal(shown, Shown(data, Varied));
        Assert.NotEqual(shown, Shown(data, Varied, seed: 6));
        Assert.NotEqual(shown, Shown(data, Varied, order: 2));
        Assert.NotEqual(shown, Shown(data, Varied, epoch: 1));
    }

    [Theory]
    [InlineData(3)] // within the first epoch
    [InlineData(4)] // at its end
    [InlineData(7)]
    public void A_run_resumed_from_its_saved_state_equals_an_unbroken_one_bit_for_bit(int stop)
    {
        using var scope = NewDisposeScope();
        using var data = Samples.Images(folder, 70);
        var network = Samples.Cnn();
        var trainer = Trainer(new NetworkClassifier(network), data, Varied);
        using var unbroken = Start(network);
        using var first = Start(network);
        var path = folder.File("state.safetensors");

        trainer.TrainUntil(unbroken, 12, CancellationToken.None);
        trainer.TrainUntil(first, stop, CancellationToken.None);
        first.Save(path, network);
        using var second = TrainingState.Load(path, network);
        Trainer(new NetworkClassifier(network), data, Varied).TrainUntil(second, 12, CancellationToken.None);

        Assert.Equal(12, second.Step);
        Assert.Equal(unbroken.Weights.data<float>().ToArray(), second.Weights.data<float>().ToArray());
        Assert.Equal(unbroken.Momentum.data<float>().ToArray(), second.Momentum.data<float>().ToArray());
    }

    // What the network sees in one epoch.
    private static double[] Shown(
        LabelledImages data,
        AugmentationParameters? augmentation,
        long seed = 5,
        int order = 1,
        int epoch = 0
    )
    {
        using var scope = NewDisposeScope();
        var network = Samples.Cnn();
        var seen = new List<double>();
        using var state = Start(network);
        var steps = data.Count / 16;
        state.Step = epoch * steps;
        Trainer(new Spy(network, seen), data, augmentation, seed, order)
            .Train(state, (epoch + 1) * steps, CancellationToken.None);
        return [.. seen];
    }

    private LabelledImages Alike(int count)
    {
        var image = Enumerable.Range(0, 64).Select(i => (byte)(3 * i)).ToArray();
        var path = folder.File("alike.safetensors");
        byte[] pixels = [.. Enumerable.Repeat(image, count).SelectMany(i => i)];
        LabelledImages.Save(path, pixels, new long[count], 8, 8, 0.5, 0.3, 4);
        return LabelledImages.Load(path);
    }

    private static TrainingState Start(Network network) => new(network.Initialise(0), zeros([network.WeightCount]), 0);

    private static SgdTrainer Trainer(
        IClassifier classifier,
        LabelledImages data,
        AugmentationParameters? augmentation,
        long seed = 5,
        int order = 1
    )
    {
        var parameters = Samples.Training(epochs: 3, batch: 16);
        var schedule = Schedule.Create(parameters, data.Count);
        return new SgdTrainer(classifier, data, schedule, parameters, seed, order, augmentation);
    }

    // Notes the images that the network is shown.
    private sealed class Spy(Network network, List<double> seen) : IClassifier
    {
        public Network Network => network;

        public Tensor Logits(Tensor inputs, ReadOnlySpan<Tensor> weights)
        {
            seen.AddRange(Near.Values(inputs));
            return network.Forward(inputs, weights);
        }

        public IClassifier Freeze(IReadOnlyDictionary<string, ChannelMoments> moments) => this;
    }
}
