using NtkRepro.Networks;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class TangentKernelTests
{
    // f_a(x) = w_a · x + b_a, so κ[(i,a),(j,b)] = δ_ab (x_i · x_j + 1).
    [Fact]
    public void The_kernel_of_an_affine_map_is_known()
    {
        using var scope = NewDisposeScope();
        var network = Tangents.Of(nn.Sequential(nn.Linear(2, 2)));
        var probes = Samples.Matrix(2, 1, 2, 3, -4);

        var kernel = TangentKernel.Compute(network, network.Initialise(0), probes);

        double[] expected = [6, 0, -4, 0, 0, 6, 0, -4, -4, 0, 26, 0, 0, -4, 0, 26];
        Near.Equal(expected, [4, 4], kernel, ScalarType.Float32);
    }

    [Fact]
    public void A_kernel_is_symmetric_and_no_direction_has_a_negative_square()
    {
        using var scope = NewDisposeScope();
        var oracle = Oracle.Of("cnn");

        var kernel = TangentKernel.Compute(
            oracle.Network,
            oracle.Weights(ScalarType.Float64),
            Oracle.Batch(ScalarType.Float64)
        );

        Near.Equal(kernel, kernel.t());
        var direction = oracle.Cotangent(ScalarType.Float64).reshape(-1, 1);
        Assert.True(direction.t().mm(kernel).mm(direction).item<double>() > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-12)]
    [InlineData(3e7)]
    public void The_distance_does_not_see_the_scale(double factor)
    {
        using var scope = NewDisposeScope();
        var kernel = Samples.Matrix(2, 2, 1, 1, 3);

        Assert.Equal(0, TangentKernel.Distance(kernel, kernel * factor), 1e-6);
        Assert.Equal(0, TangentKernel.Distance(kernel * factor, kernel), 1e-6);
    }

    [Fact]
    public void The_distance_of_orthogonal_kernels_is_one()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(1, TangentKernel.Distance(Samples.Matrix(2, 1, 0, 0, 0), Samples.Matrix(2, 0, 0, 0, 5)), 1e-15);
    }

    // The cosine of diag(3, 4) and diag(4, 3) is 24 / 25.
    [Fact]
    public void The_distance_is_one_minus_the_cosine_and_symmetric()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Samples.Matrix(2, 3, 0, 0, 4), Samples.Matrix(2, 4, 0, 0, 3));

        Assert.Equal(1.0 / 25, TangentKernel.Distance(a, b), 1e-12);
        Assert.Equal(TangentKernel.Distance(a, b), TangentKernel.Distance(b, a));
    }

    // In float32 the cosine of nearly equal matrices would round to one: here S = 1 − cos(1e-5) ≈ 5e-11.
    [Fact]
    public void Small_distances_survive_rounding()
    {
        using var scope = NewDisposeScope();

        var distance = TangentKernel.Distance(Samples.Matrix(2, 1, 0, 0, 0), Samples.Matrix(2, 1, 1e-5f, 0, 0));

        Near.Equal(5e-11, distance, 1e-5);
    }

    [Fact]
    public void The_distance_from_no_kernel_is_not_a_number()
    {
        using var scope = NewDisposeScope();
        var kernel = Samples.Matrix(2, 1, 0, 0, 1);

        Assert.Equal(double.NaN, TangentKernel.Distance(kernel, zeros([2, 2])));
        Assert.Equal(double.NaN, TangentKernel.Distance(kernel * float.NaN, kernel));
    }
}
