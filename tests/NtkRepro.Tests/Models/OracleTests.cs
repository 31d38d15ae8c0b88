using NtkRepro.Kernels;
using NtkRepro.Linearization;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Models;

/// <summary>Networks and their derivatives against functorch.</summary>
public sealed class OracleTests
{
    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Logits_are_those_of_the_oracle(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var weights = oracle.Network.Split(oracle.Weights(type));

        Near.Equal(oracle["logits"], oracle.Network.Forward(Oracle.Batch(type), weights), type);
        Near.Equal(oracle["logits"], oracle.Network.Linearize(Oracle.Batch(type), weights).Logits, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void Push_is_the_oracles_jvp(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var derivative = oracle.Network.Linearize(Oracle.Batch(type), oracle.Network.Split(oracle.Weights(type)));

        var push = derivative.Push(oracle.Network.Split(oracle.Direction(type)));

        Near.Equal(oracle["push"], push, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_gradient_of_push_is_the_oracles_vjp(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var derivative = oracle.Network.Linearize(Oracle.Batch(type), oracle.Network.Split(oracle.Weights(type)));

        var pull = Autograd.Pull(oracle.Network, derivative, oracle.Cotangent(type));

        Near.Equal(oracle["pull"], pull, type);
    }

    [Theory]
    [MemberData(nameof(Cases.NetworksAndTypes), MemberType = typeof(Cases))]
    public void The_jacobian_is_the_oracles(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of(name);
        var columns = tensor(oracle["jacobian.columns"].Cast<long>(), oracle["jacobian.columns"].Shape);
        var images = Oracle.Batch(type, 2);

        var jacobian = oracle.Network.Linearize(images, oracle.Network.Split(oracle.Weights(type))).Jacobian();
        var reference = ReferenceDerivatives.Jacobian(oracle.Network, oracle.Weights(type), images);

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

        var kernel = TangentKernel.Compute(oracle.Network, oracle.Weights(type), Oracle.Batch(type, 6));

        Near.Equal(oracle["kernel"], kernel, type);
    }
}
