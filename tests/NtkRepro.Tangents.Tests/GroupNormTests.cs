using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class GroupNormTests
{
    // One example, two groups of two channels, one pixel: 1, 3 have mean 2 and variance 1; 10, 16 mean 13 and variance 9.
    [Fact]
    public void Each_group_of_channels_is_normalised_by_itself()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new double[] { 1, 3, 10, 16 }, [1, 4, 1, 1]);
        Tensor[] weights = [tensor(new double[] { 1, 2, 3, 4 }, [4]), tensor(new double[] { 5, 6, 7, 8 }, [4])];

        var output = new GroupNorm(4, 2).Forward(input, weights);
        var linearized = new GroupNorm(4, 2).Linearize(input, weights).Output;

        var (first, second) = (1 / Math.Sqrt(1 + 1e-5), 3 / Math.Sqrt(9 + 1e-5));
        double[] expected = [5 - first, 6 + (2 * first), 7 - (3 * second), 8 + (4 * second)];
        Near.Equal(expected, [1, 4, 1, 1], output, ScalarType.Float64);
        Near.Equal(expected, [1, 4, 1, 1], linearized, ScalarType.Float64);
    }

    [Fact]
    public void An_image_has_the_same_logits_in_any_company()
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of("resnet-group");
        var (images, weights) = (
            oracle.AllImages(ScalarType.Float64),
            oracle.Network.Split(oracle.Weights(ScalarType.Float64))
        );

        var alone = oracle.Network.Forward(images.narrow(0, 2, 1), weights);

        Near.Equal(oracle.Network.Forward(images, weights).narrow(0, 2, 1), alone);
    }

    [Fact]
    public void Channels_that_do_not_fall_into_groups_of_four_are_refused()
    {
        var model = new ModelParameters("resnet", [], Depth: 8, Width: 6, Norm: Norm.Group);

        var error = Assert.Throws<ArgumentException>(() => NetworkFactory.Create(model, 1, 28, 28, 10));

        Assert.Contains("6", error.Message, StringComparison.Ordinal);
    }
}
