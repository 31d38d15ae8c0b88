using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Networks;

public sealed class NetworkTests
{
    // Of the weights and the bias of each layer of an MLP 784-128-128-10.
    private static readonly long[] MlpFanIns = [784, 784, 128, 128, 128, 128];

    [Theory]
    [InlineData("cnn", new[] { 16, 32, 32 }, 14_378)]
    [InlineData("cnn", new[] { 4 }, 90)]
    [InlineData("mlp", new[] { 128, 128 }, 118_282)]
    [InlineData("mlp", new int[0], 7_850)]
    public void A_network_has_as_many_weights_as_its_layers_need(string kind, int[] widths, long count)
    {
        var network = NetworkFactory.Create(new ModelParameters(kind, widths), 1, 28, 28, 10);

        Assert.Equal(count, network.WeightCount);
        Assert.Equal(count, network.Weights.Sum(w => w.Count));
    }

    [Fact]
    public void An_unknown_kind_is_refused_with_the_known_ones()
    {
        var model = new ModelParameters("transformer", [8]);

        var error = Assert.Throws<ArgumentException>(() => NetworkFactory.Create(model, 1, 28, 28, 10));

        Assert.Contains("'transformer'", error.Message, StringComparison.Ordinal);
        string[] known = ["cnn", "lenet", "mlp", "resnet", "wide-resnet"];
        Assert.Empty(known.Except(error.Message.Split("known: ")[1].Split([", ", " "], StringSplitOptions.None)));
    }

    [Fact]
    public void He_initialisation_has_mean_zero_and_variance_two_over_fan_in()
    {
        using var scope = NewDisposeScope();
        var network = NetworkFactory.Create(new ModelParameters("mlp", [128, 128]), 1, 28, 28, 10);

        var arrays = network.Split(network.Initialise(0));

        foreach (var (array, fanIn) in arrays.Zip(MlpFanIns))
        {
            var values = Near.Values(array);
            if (array.dim() == 1)
            {
                Assert.All(values, v => Assert.Equal(0, v));
                continue;
            }
            var variance = 2.0 / fanIn;
            // Five standard errors of the mean and of the variance of normal numbers.
            var bound = 5 / Math.Sqrt(values.Length);
            Assert.InRange(values.Average() / Math.Sqrt(variance), -bound, bound);
            Assert.InRange((values.Average(v => v * v) / variance) - 1, -bound * Math.Sqrt(2), bound * Math.Sqrt(2));
        }
    }

    [Fact]
    public void Fan_in_uniform_initialisation_fills_its_interval_evenly()
    {
        using var scope = NewDisposeScope();
        var network = NetworkFactory.Create(new ModelParameters("mlp", [128, 128]), 1, 28, 28, 10);

        var arrays = network.Split(network.Initialise(0, Initialisation.FanInUniform));

        foreach (var (array, fanIn) in arrays.Zip(MlpFanIns))
        {
            var scaled = Near.Values(array).Select(v => v * Math.Sqrt(fanIn)).ToList();
            Assert.All(scaled, v => Assert.InRange(v, -1.000001, 1));
            // Five standard errors of the mean of uniform numbers, whose variance is 1/3.
            var bound = 5 / Math.Sqrt(3.0 * scaled.Count);
            Assert.InRange(scaled.Average(), -bound, bound);
        }
    }

    // From an independent implementation of Philox and of the polar method. Changing them changes every result.
    [Fact]
    public void Initial_weights_are_golden()
    {
        using var scope = NewDisposeScope();
        var network = NetworkFactory.Create(new ModelParameters("cnn", [16, 32, 32]), 1, 28, 28, 10);

        var weights = network.Initialise(0).data<float>().ToArray();

        Assert.Equal([-0.090475746f, 0.05119648f, 0.8135186f, -0.88630092f], weights[..4]);
        Assert.Equal([-0.062426325f, 0.06480236f, 0.0073887478f], weights[160..163]);
    }

    [Fact]
    public void Initial_weights_depend_on_the_seed_alone()
    {
        using var scope = NewDisposeScope();
        var network = Oracle.Of("cnn-small").Network;

        var (first, again, other) = (network.Initialise(1), network.Initialise(1), network.Initialise(2));

        Assert.Equal(Near.Values(first), Near.Values(again));
        Assert.NotEqual(Near.Values(first), Near.Values(other));
    }

    [Fact]
    public void Split_gives_views_in_the_order_of_the_flat_vector()
    {
        using var scope = NewDisposeScope();
        var network = Oracle.Of("mlp").Network;
        var flat = network.Initialise(0);

        var parts = network.Split(flat);

        Assert.Equal(network.Weights.Select(w => w.Shape), parts.Select(p => p.shape));
        Assert.Equal(Near.Values(flat), parts.SelectMany(Near.Values));
        flat.mul_(0);
        Assert.All(parts.SelectMany(Near.Values), v => Assert.Equal(0, v));
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void The_order_of_values_in_memory_makes_no_difference(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var images = oracle.AllImages(ScalarType.Float64);
        var channelsLast = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var network = oracle.At(oracle.Weights(ScalarType.Float64));
        var weights = network.Split(oracle.Weights(ScalarType.Float64));

        Near.Equal(oracle["logits"], network.Forward(channelsLast, weights), ScalarType.Float64);
        Near.Equal(network.Kernel(images, weights), network.Kernel(channelsLast, weights));
    }
}
