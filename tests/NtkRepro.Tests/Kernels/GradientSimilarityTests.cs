using NtkRepro.Kernels;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

public sealed class GradientSimilarityTests
{
    // Of f_a(x) = w_a x + b_a the gradients are (x, 1): those of 1 and 2 have the cosine 3/√10, of 1 and −1 it is 0, of 2 and −1 it is −1/√10.
    [Theory]
    [InlineData(new long[] { 0, 0, 1 }, 3, -0.5)]
    [InlineData(new long[] { 0, 1, 0 }, 0, 1)]
    [InlineData(new long[] { 1, 1, 1 }, 2.0 / 3, double.NaN)]
    [InlineData(new long[] { 2, 0, 1 }, double.NaN, 2.0 / 3)]
    public void Of_an_affine_map_the_cosines_are_known(long[] labels, double same, double other)
    {
        using var scope = NewDisposeScope();
        var network = Samples.Affine(3);
        var probes = tensor(new float[] { 1, 2, -1 }, [3, 1, 1, 1]);
        var kernel = TangentKernel.Compute(network, network.Initialise(0), probes);

        var similarity = GradientSimilarity.Of(kernel, KernelSamples.Labels(labels));

        Assert.Equal(same / Math.Sqrt(10), similarity.SameClass, 1e-6);
        Assert.Equal(other / Math.Sqrt(10), similarity.OtherClass, 1e-6);
    }

    [Fact]
    public void Each_logit_counts_alike_whatever_its_scale()
    {
        using var scope = NewDisposeScope();
        // Logit 0: cosine 1 at scale 100; logit 1: cosine 0.
        var kernel = Samples.Matrix(4, 100, 0, 100, 0, 0, 1, 0, 0, 100, 0, 100, 0, 0, 0, 0, 1);

        Assert.Equal(0.5, GradientSimilarity.Of(kernel, KernelSamples.Labels(0, 0)).SameClass, 1e-12);
        Assert.Equal(0.5, GradientSimilarity.Of(kernel * 1e-6, KernelSamples.Labels(0, 1)).OtherClass, 1e-12);
    }

    [Fact]
    public void The_order_of_probes_does_not_matter()
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(12, "similarity");

        var similarity = GradientSimilarity.Of(kernel, KernelSamples.Labels(0, 1, 2, 1));
        var permuted = KernelSamples.Permuted(kernel, [2, 0, 3, 1], 3);
        var other = GradientSimilarity.Of(permuted, KernelSamples.Labels(2, 0, 1, 1));

        Assert.Equal(similarity.SameClass, other.SameClass, 1e-12);
        Assert.Equal(similarity.OtherClass, other.OtherClass, 1e-12);
    }

    [Fact]
    public void A_vanishing_gradient_has_no_direction()
    {
        using var scope = NewDisposeScope();

        var similarity = GradientSimilarity.Of(KernelSamples.Diagonal(1, 1, 0), KernelSamples.Labels(0, 0, 0));

        Assert.Equal(double.NaN, similarity.SameClass);
    }
}
