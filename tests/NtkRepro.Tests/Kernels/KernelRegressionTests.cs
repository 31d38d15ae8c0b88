using System.Runtime.InteropServices;
using NtkRepro.Kernels;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Kernels;

public sealed class KernelRegressionTests
{
    [Fact]
    public void Of_a_diagonal_kernel_each_coefficient_is_its_own()
    {
        using var scope = NewDisposeScope();
        var residuals = tensor(new double[] { 3, 10, -9, 2 }, [2, 2]);

        var coefficients = KernelRegression.Solve(KernelSamples.Diagonal(2, 4, 8, 0), residuals, 1);

        Near.Equal([1, 2, -1, 2], [2, 2], coefficients, ScalarType.Float64);
    }

    // (2 1; 1 2)⁻¹ (3, 0) = (2, −1).
    [Fact]
    public void Float32_is_solved_in_float64()
    {
        using var scope = NewDisposeScope();

        var coefficients = KernelRegression.Solve(Samples.Matrix(2, 2, 1, 1, 2), Samples.Matrix(1, 3, 0), 0);

        Near.Equal([2, -1], [2, 1], coefficients, ScalarType.Float64);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void The_solution_solves_the_system_and_leaves_its_arguments_alone(double ridge)
    {
        using var scope = NewDisposeScope();
        var kernel = KernelSamples.Positive(12, "regression");
        var before = kernel.clone();
        var residuals = KernelSamples.Positive(12, "residuals").narrow(0, 0, 1).reshape(4, 3);

        var coefficients = KernelRegression.Solve(kernel, residuals, ridge);

        var product = kernel.mm(coefficients.reshape(12, 1)).reshape(4, 3) + (coefficients * ridge);
        Near.Equal(residuals, product, 1e-9);
        Assert.Equal(Near.Values(before), Near.Values(kernel));
    }

    // An affine map of one pixel has two weights for each logit, so that two images can be given any targets.
    [Fact]
    public void As_the_ridge_vanishes_the_linearized_network_interpolates()
    {
        using var scope = NewDisposeScope();
        var network = Samples.Affine(3);
        var weights = network.Initialise(5).to_type(ScalarType.Float64);
        var images = tensor(new double[] { 1, -2 }, [2, 1, 1, 1]);
        var targets = tensor(new double[] { 1, 0, 4, -3, 5, 2 }, [2, 3]);
        var residuals = targets - network.Forward(images, network.Split(weights));

        var kernel = TangentKernel.Compute(network, weights, images);
        var coefficients = KernelRegression.Solve(kernel, residuals, 1e-13);

        var jacobian = ReferenceDerivatives.Jacobian(network, weights, images);
        var solution = weights + jacobian.t().mm(coefficients.reshape(6, 1)).reshape(-1);
        Near.Equal(targets, network.Forward(images, network.Split(solution)), 1e-9);
    }

    [Fact]
    public void Without_a_ridge_a_singular_kernel_is_refused()
    {
        using var scope = NewDisposeScope();
        var residuals = tensor(new double[] { 1, 1 }, [2, 1]);

        Assert.Throws<ExternalException>(() => KernelRegression.Solve(KernelSamples.Diagonal(1, -1), residuals, 0));
    }
}
