using NtkRepro.Kernels;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

public sealed class KernelSpectrumTests
{
    // Of a float32 kernel 2⁻²³ times its Frobenius norm is the least that counts.
    private const double Unit = 1.0 / (1 << 23);

    [Fact]
    public void Eigenvalues_come_from_the_largest_to_the_smallest()
    {
        using var scope = NewDisposeScope();

        var spectrum = KernelSpectrum.Of(Samples.Matrix(2, 2, 1, 1, 2));

        Near.Equal(3, spectrum.Largest, 1e-12);
        Near.Equal(1, spectrum.Smallest, 1e-12);
        Near.Equal(3, spectrum.ConditionNumber, 1e-12);
        Assert.False(spectrum.Singular);
        Assert.Equal([0.75, 0.25], spectrum.Shares.Select(s => Math.Round(s, 12)));
    }

    [Fact]
    public void Of_equal_eigenvalues_the_effective_rank_is_their_number()
    {
        using var scope = NewDisposeScope();

        Near.Equal(7, KernelSpectrum.Of(eye(7) * 5).EffectiveRank, 1e-12);
    }

    // The entropy of (1/2, 1/4, 1/8, 1/8) is 7/4 log 2.
    [Theory]
    [InlineData(1)]
    [InlineData(1e-9)]
    [InlineData(1e12)]
    public void Rank_and_condition_do_not_see_the_scale(double factor)
    {
        using var scope = NewDisposeScope();

        var spectrum = KernelSpectrum.Of(KernelSamples.Diagonal(1, 4, 1, 2) * factor);

        Near.Equal(Math.Pow(2, 1.75), spectrum.EffectiveRank, 1e-12);
        Near.Equal(4, spectrum.ConditionNumber, 1e-12);
    }

    [Fact]
    public void A_kernel_of_one_direction_has_rank_one_and_no_inverse()
    {
        using var scope = NewDisposeScope();
        var direction = Samples.Matrix(1, 1, 2, 3);

        var spectrum = KernelSpectrum.Of(direction.mm(direction.t()));

        Near.Equal(14, spectrum.Largest, 1e-6);
        Near.Equal(1, spectrum.EffectiveRank, 1e-6);
        Assert.Equal((double.PositiveInfinity, true), (spectrum.ConditionNumber, spectrum.Singular));
    }

    [Fact]
    public void Eigenvalues_below_the_resolution_of_float32_count_as_zero()
    {
        using var scope = NewDisposeScope();

        var below = KernelSpectrum.Of(KernelSamples.Diagonal(1, Unit / 2).to_type(ScalarType.Float32));
        var above = KernelSpectrum.Of(KernelSamples.Diagonal(1, 2 * Unit).to_type(ScalarType.Float32));
        var exact = KernelSpectrum.Of(KernelSamples.Diagonal(1, Unit / 2));

        Assert.Equal((double.PositiveInfinity, true), (below.ConditionNumber, below.Singular));
        Assert.False(above.Singular);
        Near.Equal(1 / (2 * Unit), above.ConditionNumber, 1e-9);
        Near.Equal(2 / Unit, exact.ConditionNumber, 1e-9);
    }

    [Fact]
    public void Negative_eigenvalues_do_not_enter_the_rank()
    {
        using var scope = NewDisposeScope();

        var spectrum = KernelSpectrum.Of(KernelSamples.Diagonal(1, 1, -1e-7));

        Near.Equal(2, spectrum.EffectiveRank, 1e-12);
        Assert.True(spectrum.Singular);
        Assert.Equal(-1e-7, spectrum.Smallest);
    }

    [Fact]
    public void A_kernel_that_is_not_finite_has_no_numbers()
    {
        using var scope = NewDisposeScope();

        var spectrum = KernelSpectrum.Of(Samples.Matrix(2, 1, 0, 0, float.PositiveInfinity));

        Assert.All(spectrum.Eigenvalues, value => Assert.Equal(double.NaN, value));
        Assert.Equal(2, spectrum.Eigenvalues.Count);
        Assert.Equal((double.NaN, double.NaN), (spectrum.EffectiveRank, spectrum.ConditionNumber));
        Assert.True(spectrum.Singular);
    }

    [Fact]
    public void No_kernel_at_all_is_singular_and_has_no_rank()
    {
        using var scope = NewDisposeScope();

        var spectrum = KernelSpectrum.Of(zeros([3, 3]));

        Assert.Equal((double.NaN, double.PositiveInfinity), (spectrum.EffectiveRank, spectrum.ConditionNumber));
        Assert.True(spectrum.Singular);
    }

    [Fact]
    public void The_order_of_probes_does_not_matter()
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(12, "spectrum");

        var spectrum = KernelSpectrum.Of(kernel);
        var permuted = KernelSpectrum.Of(KernelSamples.Permuted(kernel, [2, 0, 3, 1], 3));

        Assert.All(spectrum.Eigenvalues.Zip(permuted.Eigenvalues), e => Near.Equal(e.First, e.Second, 1e-10));
        // Their sum is the trace.
        Near.Equal(kernel.diagonal().sum().item<double>(), spectrum.Eigenvalues.Sum(), 1e-12);
    }
}
