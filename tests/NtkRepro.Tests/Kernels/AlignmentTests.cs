using NtkRepro.Kernels;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

public sealed class AlignmentTests
{
    private static readonly long[] Halves = [0, 0, 1, 1];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(3, 40)] // a constant is taken away by centring
    public void The_kernel_of_the_labels_is_aligned_with_them(double factor, double constant)
    {
        using var scope = NewDisposeScope();
        var labels = KernelSamples.Labels(0, 2, 1, 2, 2);
        var targets = eye(3, dtype: ScalarType.Float64).index_select(0, labels);
        var trace = (targets.mm(targets.t()) * factor) + (ones([5, 5], ScalarType.Float64) * constant);

        Assert.Equal(1, Alignment.Centred(KernelSamples.OfTrace(trace, 3), labels), 1e-12);
        Assert.Equal(-1, Alignment.Centred(KernelSamples.OfTrace(trace * -1, 3), labels), 1e-12);
    }

    // Similar within (1, 3) and (2, 4), where the labels are within (1, 2) and (3, 4).
    [Fact]
    public void A_kernel_of_other_classes_is_not_aligned()
    {
        using var scope = NewDisposeScope();
        var other = tensor(new double[] { 1, -1, 1, -1 }, [4, 1]);

        var alignment = Alignment.Centred(KernelSamples.OfTrace(other.mm(other.t()), 2), KernelSamples.Labels(Halves));

        Assert.Equal(0, alignment, 1e-12);
    }

    // HIH = H has norm √3; with y = (1, 1, −1, −1), HYYᵀH = ½ yyᵀ has norm 2, and ⟨H, ½ yyᵀ⟩ = 2.
    [Fact]
    public void The_identity_is_aligned_in_part()
    {
        using var scope = NewDisposeScope();
        var kernel = eye(8, dtype: ScalarType.Float64);

        Near.Equal(1 / Math.Sqrt(3), Alignment.Centred(kernel, KernelSamples.Labels(Halves)), 1e-12);
    }

    [Fact]
    public void The_order_of_probes_does_not_matter_and_float32_will_do()
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(12, "alignment");

        var alignment = Alignment.Centred(kernel, KernelSamples.Labels(0, 1, 2, 1));

        var permuted = KernelSamples.Permuted(kernel, [2, 0, 3, 1], 3);
        Near.Equal(alignment, Alignment.Centred(permuted, KernelSamples.Labels(2, 0, 1, 1)), 1e-12);
        var single = kernel.to_type(ScalarType.Float32);
        Near.Equal(alignment, Alignment.Centred(single, KernelSamples.Labels(0, 1, 2, 1)), 1e-5);
    }

    [Fact]
    public void Only_products_within_one_logit_count()
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(8, "one logit");
        var within = KernelSamples.OfTrace(ones([4, 4], ScalarType.Float64), 2);
        var labels = KernelSamples.Labels(Halves);

        Near.Equal(Alignment.Centred(kernel, labels), Alignment.Centred(kernel * within, labels), 1e-12);
    }

    [Fact]
    public void With_labels_of_one_class_there_is_nothing_to_align_with()
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(6, "one class");

        Assert.Equal(double.NaN, Alignment.Centred(kernel, KernelSamples.Labels(1, 1, 1)));
        Assert.Equal(double.NaN, Alignment.Centred(kernel * double.NaN, KernelSamples.Labels(0, 1, 1)));
    }
}
