using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Networks of other depths, widths, norms and sizes of image against functorch.</summary>
public sealed class VariantTests
{
    [Theory]
    [MemberData(nameof(Cases.Variants), MemberType = typeof(Cases))]
    public void Logits_and_push_are_the_oracles(string name)
    {
        using var scope = NewDisposeScope();
        var variant = OracleVariant.Of(name);
        var (images, count) = (variant.Batch(), variant.Network.WeightCount);
        Assert.Equal(variant["count"].Values.Single(), count);
        var weights = OracleVariant.Weights(count);
        var network = variant.Network.Freeze(weights, [images]);

        var derivative = network.Linearize(images, network.Split(weights));

        Near.Equal(variant["logits"], network.Forward(images, network.Split(weights)), ScalarType.Float64);
        Near.Equal(variant["logits"], derivative.Logits, ScalarType.Float64);
        Near.Equal(variant["push"], derivative.Jvp(network.Split(OracleVariant.Direction(count))), ScalarType.Float64);
    }
}
