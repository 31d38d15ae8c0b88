using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class FeatureTests
{
    [Fact]
    public void Features_are_what_the_last_linear_layer_maps_to_the_logits()
    {
        using var scope = NewDisposeScope();
        var head = nn.Linear(6, 3);
        var module = nn.Sequential(
            ("flatten", nn.Flatten()),
            ("first", nn.Linear(8, 6)),
            ("relu", nn.ReLU()),
            ("head", head)
        );
        var network = Tangents.Of(module);
        var inputs = rand([5, 2, 2, 2]);
        var weights = network.Split(network.ModuleWeights());

        var features = network.Features(inputs, weights);

        Assert.Equal([5, 6], features.shape);
        Near.Equal(module.call(inputs).detach(), head.call(features).detach());
    }

    [Fact]
    public void A_network_without_a_linear_layer_has_none()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(("conv", nn.Conv2d(1, 3, 2)), ("flatten", nn.Flatten())));

        Assert.Throws<InvalidOperationException>(() =>
            network.Features(rand([1, 1, 2, 2]), network.Split(network.ModuleWeights()))
        );
    }
}
