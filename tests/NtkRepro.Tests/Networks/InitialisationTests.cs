using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Networks;

public sealed class InitialisationTests
{
    [Theory]
    [InlineData(Norm.Batch, Initialisation.He)]
    [InlineData(Norm.Batch, Initialisation.FanInUniform)]
    [InlineData(Norm.Group, Initialisation.He)]
    public void Norms_begin_with_scale_one_and_shift_zero(Norm norm, Initialisation scheme)
    {
        using var scope = NewDisposeScope();
        var network = Create("resnet", 8, 4, norm);

        var arrays = network.Split(network.Initialise(0, scheme));

        var affine = arrays.SkipLast(1).Where(a => a.shape.Length == 1).ToArray();
        Assert.Equal(14, affine.Length);
        for (var i = 0; i < affine.Length; i += 2)
        {
            Assert.All(Near.Values(affine[i]), v => Assert.Equal(1, v));
            Assert.All(Near.Values(affine[i + 1]), v => Assert.Equal(0, v));
        }
    }

    [Theory]
    [InlineData("resnet", 8, 4)]
    [InlineData("wide-resnet", 10, 1)]
    public void Convolutions_of_a_normalised_network_begin_with_variance_two_over_fan_in(
        string kind,
        int depth,
        int width
    )
    {
        using var scope = NewDisposeScope();
        var network = Create(kind, depth, width, Norm.Batch);

        foreach (var array in network.Split(network.Initialise(0)).Where(a => a.shape.Length == 4))
        {
            var values = Near.Values(array);
            var variance = 2.0 / array.shape[1..].Aggregate(1L, (product, side) => product * side);
            // Five standard errors of the mean square of normal numbers.
            var bound = 5 * Math.Sqrt(2.0 / values.Length);
            Assert.InRange((values.Average(v => v * v) / variance) - 1, -bound, bound);
        }
    }

    // So that signals do not grow with the depth.
    [Fact]
    public void Without_a_norm_the_blocks_begin_as_their_shortcuts()
    {
        using var scope = NewDisposeScope();
        var (shallow, deep) = (Create("resnet", 8, 4, Norm.None), Create("resnet", 20, 4, Norm.None));
        var images = Oracle.Batch(ScalarType.Float32);

        var (a, b) = (Features(shallow, images), Features(deep, images));

        Near.Equal(a, b);
        Assert.Contains(Near.Values(a), v => v != 0);
    }

    // The logits, with the first and last layers' weights being those of the shallow network.
    private static Tensor Features(Network network, Tensor images)
    {
        var weights = network.Split(network.Initialise(0));
        var random = Create("resnet", 8, 4, Norm.None).Initialise(1);
        var donor = Create("resnet", 8, 4, Norm.None).Split(random);
        (weights[0], weights[1], weights[^2], weights[^1]) = (donor[0], donor[1], donor[^2], donor[^1]);
        return network.Forward(images, weights);
    }

    private static Network Create(string kind, int depth, int width, Norm norm) =>
        NetworkFactory.Create(new ModelParameters(kind, [], depth, width, norm), 1, 28, 28, 10);
}
