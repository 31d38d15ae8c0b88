using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

/// <summary>The kernel of a network that is linear in its weights does not depend on them.</summary>
public sealed class LinearNetworkTests
{
    private static readonly Network Linear = NetworkFactory.Create(new ModelParameters("mlp", []), 1, 2, 2, 3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 9)]
    public void Without_hidden_layers_kernels_are_no_distance_apart(int seed, int other)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, TangentKernel.Distance(Kernel(Linear, seed), Kernel(Linear, other)), 1e-12);
    }

    [Fact]
    public void With_a_hidden_layer_they_are()
    {
        using var scope = NewDisposeScope();
        var network = NetworkFactory.Create(new ModelParameters("mlp", [5]), 1, 2, 2, 3);

        Assert.True(TangentKernel.Distance(Kernel(network, 0), Kernel(network, 1)) > 1e-3);
    }

    [Fact]
    public void Neither_the_order_of_probes_nor_their_scale_changes_the_distance_of_kernels()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (KernelSamples.Positive(12, "one"), KernelSamples.Positive(12, "other"));
        long[] order = [3, 1, 0, 2];

        var distance = TangentKernel.Distance(one, other);

        var permuted = TangentKernel.Distance(
            KernelSamples.Permuted(one, order, 3),
            KernelSamples.Permuted(other, order, 3)
        );
        Near.Equal(distance, permuted, 1e-10);
        Near.Equal(distance, TangentKernel.Distance(one * 1e-5, other * 700), 1e-10);
    }

    private static Tensor Kernel(Network network, int seed)
    {
        var probes = tensor(new float[] { 1, 0, 2, -1, 0.5f, 0, 3, 1, -2, 1, 0, 4 }, [3, 1, 2, 2]);
        return TangentKernel.Compute(network, network.Initialise(seed), probes);
    }
}
