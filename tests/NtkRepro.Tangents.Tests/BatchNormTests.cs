using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class BatchNormTests
{
    // Three examples of two channels and one pixel; the variances are biased.
    [Fact]
    public void In_training_each_channel_is_normalised_over_its_batch()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new double[] { 1, 10, 3, 10, 8, 40 }, [3, 2, 1, 1]);
        Tensor[] weights = [tensor(new double[] { 1, 3 }, [2]), tensor(new double[] { 0, -1 }, [2])];

        var output = new BatchNorm(2).Forward(input, weights);

        // Mean 4 and variance 26/3; mean 20 and variance 200.
        var (first, second) = (Math.Sqrt((26.0 / 3) + 1e-5), Math.Sqrt(200 + 1e-5));
        double[] expected =
        [
            -3 / first,
            (-30 / second) - 1,
            -1 / first,
            (-30 / second) - 1,
            4 / first,
            (60 / second) - 1,
        ];
        Near.Equal(expected, [3, 2, 1, 1], output, ScalarType.Float64);
    }

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    public void Statistics_are_pooled_over_all_images_of_batches_of_any_size(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (weights, images) = (oracle.Weights(ScalarType.Float64), oracle.AllImages(ScalarType.Float64));
        Tensor[] batches = [images.narrow(0, 0, oracle.Count - 1), images.narrow(0, oracle.Count - 1, 1)];

        foreach (var order in new[] { batches, [.. batches.Reverse()] })
        {
            var logits = oracle.Network.Freeze(weights, order).Forward(images, oracle.Network.Split(weights));

            Near.Equal(oracle["uneven.logits"], logits, ScalarType.Float64);
        }
    }

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    public void A_gradient_in_training_passes_through_the_batchs_statistics(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var images = oracle.AllImages(ScalarType.Float64);
        var columns = tensor(oracle["jacobian.columns"].Cast<long>(), oracle["jacobian.columns"].Shape);

        var gradient = Autograd.Gradient(
            oracle.Network,
            oracle.Weights(ScalarType.Float64),
            w => oracle.Network.Forward(images, w),
            oracle.Cotangent(ScalarType.Float64)
        );

        Near.Equal(oracle["training.pull"], gradient.index_select(0, columns), ScalarType.Float64);
    }

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    public void In_evaluation_an_image_has_the_same_logits_in_any_company(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (weights, images) = (oracle.Weights(ScalarType.Float64), oracle.AllImages(ScalarType.Float64));
        var (network, parts) = (oracle.At(weights), oracle.Network.Split(weights));

        var alone = network.Forward(images.narrow(0, 1, 1), parts);

        Near.Equal(network.Forward(images, parts).narrow(0, 1, 1), alone);
        Assert.NotEqual(Near.Values(alone), Near.Values(oracle.Network.Forward(images.narrow(0, 1, 1), parts)));
    }

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    public void In_training_no_derivative_of_single_images_exists(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Network.Split(oracle.Weights(ScalarType.Float32));

        var error = Assert.Throws<InvalidOperationException>(() =>
            oracle.Network.Linearize(oracle.AllImages(ScalarType.Float32), weights)
        );

        Assert.Contains("freeze", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases.Networks), MemberType = typeof(Cases))]
    public void Evaluation_mode_has_the_same_weights_and_no_evaluation_mode_of_its_own(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);

        var frozen = oracle.At(oracle.Weights(ScalarType.Float32));

        Assert.Equal(oracle.Network.Weights.Select(w => w.Shape), frozen.Weights.Select(w => w.Shape));
        Assert.Same(frozen, frozen.Freeze(oracle.OtherWeights(ScalarType.Float32), []));
        Assert.Equal(!name.EndsWith("-batch", StringComparison.Ordinal), ReferenceEquals(oracle.Network, frozen));
    }

    [Theory]
    [MemberData(nameof(Cases.BatchNormNetworks), MemberType = typeof(Cases))]
    public void Statistics_that_are_known_fix_a_network_as_its_images_do(string name)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (weights, images) = (oracle.Weights(ScalarType.Float32), oracle.AllImages(ScalarType.Float32));
        var (network, parts) = (oracle.Network, oracle.Network.Split(weights));

        var moments = network.MomentsAt(weights, [images]);

        Assert.Equal(network.Norms.Select(n => n.Name).Order(), moments.Keys.Order());
        Assert.All(network.Norms, n => Assert.Equal([n.Channels], moments[n.Name].Mean.shape));
        Assert.All(
            moments.Values,
            m => Assert.Equal((ScalarType.Float64, ScalarType.Float64), (m.Mean.dtype, m.Variance.dtype))
        );
        var (known, found) = (network.Freeze(moments), network.Freeze(weights, [images]));
        Assert.Equal(Near.Values(found.Forward(images, parts)), Near.Values(known.Forward(images, parts)));
        Assert.Empty(known.Norms);
        Assert.Empty(known.MomentsAt(weights, []));
    }

    [Fact]
    public void A_norms_statistics_are_named_as_in_the_state_dict()
    {
        using var module = nn.Sequential(("conv", nn.Conv2d(1, 3, 3)), ("norm", nn.BatchNorm2d(3)));

        var norm = Assert.Single(Tangents.Of(module).Norms);

        Assert.Equal(("norm", 3), (norm.Name, norm.Channels));
        Assert.Subset(module.state_dict().Keys.ToHashSet(), new HashSet<string> { norm.MeanName, norm.VarianceName });
    }

    [Fact]
    public void Statistics_of_no_images_are_refused()
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of("resnet-batch");

        Assert.Throws<ArgumentException>(() => oracle.Network.Freeze(oracle.Weights(ScalarType.Float32), []));
    }
}
