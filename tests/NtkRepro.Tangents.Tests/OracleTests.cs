using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Networks in evaluation mode and their derivatives against functorch.</summary>
public sealed class OracleTests
{
    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Logits_are_those_of_the_oracle(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var (network, weights) = (oracle.At(oracle.Weights(type)), oracle.Network.Split(oracle.Weights(type)));

        Near.Equal(oracle["logits"], network.Forward(oracle.AllImages(type), weights), type);
        Near.Equal(oracle["logits"], network.Linearize(oracle.AllImages(type), weights).Logits, type);
    }

    // As the statistics are those of all images, so that evaluation mode does the same.
    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Logits_of_all_images_in_training_mode_are_those_of_the_oracle(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);

        var logits = oracle.Network.Forward(oracle.AllImages(type), oracle.Network.Split(oracle.Weights(type)));

        Near.Equal(oracle["logits"], logits, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Jvp_is_the_oracles_jvp(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);

        var push = Linearize(oracle, type).Jvp(oracle.Network.Split(oracle.Direction(type)));

        Near.Equal(oracle["push"], push, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_gradient_of_push_is_the_oracles_vjp(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);

        var pull = Autograd.Vjp(oracle.Network, Linearize(oracle, type), oracle.Cotangent(type));

        Near.Equal(oracle["pull"], pull, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_jacobian_is_the_oracles(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var columns = tensor(oracle["jacobian.columns"].Cast<long>(), oracle["jacobian.columns"].Shape);
        var (images, weights) = (Oracle.Batch(type, 2), oracle.Weights(type));
        var network = oracle.At(weights);

        var jacobian = network.Linearize(images, network.Split(weights)).Jacobian();
        var reference = ReferenceDerivatives.Jacobian(network, weights, images);

        foreach (var j in new[] { jacobian, reference })
        {
            Near.Equal(oracle["jacobian.entries"], j.index_select(1, columns), type);
            Near.Equal(oracle["jacobian.norms"], j.square().sum(1).sqrt(), type);
            Near.Equal(oracle["jacobian.sums"], j.sum(1), type);
        }
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_tangent_kernel_is_the_oracles(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Weights(type);

        var kernel = TangentKernel.Compute(oracle.At(weights), weights, oracle.Probes(type));

        Near.Equal(oracle["kernel"], kernel, type);
    }

    private static NetworkDerivative Linearize(Oracle oracle, ScalarType type)
    {
        var weights = oracle.Weights(type);
        return oracle.At(weights).Linearize(oracle.AllImages(type), oracle.Network.Split(weights));
    }
}
