using NtkRepro.Data;
using NtkRepro.Kernels;
using NtkRepro.Metrics;
using NtkRepro.Networks;
using NtkRepro.Tangents;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

/// <summary>Kernel regression and gradient descent on squared loss are one (paper.md, <c>kernel_regression</c>).</summary>
public sealed class SquaredLossTests : IDisposable
{
    // λ over the largest eigenvalue, and steps: those of the default preset.
    private const double Ridge = 0.003;
    private const int Steps = 100;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32, 20)]
    [InlineData(ScalarType.Float32, Steps)]
    [InlineData(ScalarType.Float64, 50)]
    [InlineData(ScalarType.Float64, 200)]
    [InlineData(ScalarType.Float64, 300)]
    public void Descent_comes_to_the_solution_as_fast_as_theory_says(ScalarType type, int steps)
    {
        using var scope = NewDisposeScope();
        using var problem = new Problem(Samples.Images(folder, 6), type);

        Assert.False(problem.Spectrum.Singular);
        var rounding = type == ScalarType.Float32 ? 1e-4 : 1e-9;
        Assert.InRange(problem.Difference(steps), 0, Bound(steps) + rounding);
    }

    [Fact]
    public void With_the_default_steps_the_two_differ_by_less_than_half_a_percent_and_with_more_by_nothing()
    {
        Assert.InRange(Bound(Steps), 0, 5e-3);
        Assert.InRange(Bound(200), 0, 1e-5);
        Assert.InRange(Bound(300), 0, 1e-9);
    }

    // The gradient of ½ ‖r − J v‖² + ½ λ ‖v‖² is λ v − Jᵀ (r − J v), with J by plain reverse mode.
    [Fact]
    public void At_the_solution_the_gradient_of_the_loss_is_zero()
    {
        using var scope = NewDisposeScope();
        using var problem = new Problem(Samples.Images(folder, 6), ScalarType.Float64);

        var jacobian = ReferenceDerivatives.Jacobian(problem.Network, problem.Weights, problem.Images);
        var rest = problem.Loss.Residual.reshape(-1, 1) - jacobian.mm(problem.Solution.reshape(-1, 1));
        var pulled = jacobian.t().mm(rest).reshape(-1);

        Near.Equal(problem.Solution * problem.Lambda, pulled, 1e-9);
    }

    [Fact]
    public void The_residual_is_what_one_hot_targets_have_over_the_logits()
    {
        using var scope = NewDisposeScope();
        using var problem = new Problem(Samples.Images(folder, 6), ScalarType.Float64);

        var logits = Near.Values(problem.Network.Forward(problem.Images, problem.Network.Split(problem.Weights)));
        var labels = Near.Values(problem.Labels);

        var targets = labels.SelectMany(label => Enumerable.Range(0, 4).Select(a => a == label ? 1.0 : 0.0));
        Near.Equal([.. targets.Zip(logits, (y, f) => y - f)], [6, 4], problem.Loss.Residual, ScalarType.Float64);
    }

    // Two probes alike give the kernel two rows alike. The ridge alone makes the solution unique, and both find it.
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void With_a_probe_twice_the_kernel_is_said_to_be_singular_and_the_two_still_agree(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var images = Samples.Images(folder, 5);
        using var problem = new Problem(images.Select(tensor(new long[] { 0, 1, 2, 3, 4, 0 }, [6])), type);

        Assert.True(problem.Spectrum.Singular);
        Assert.Equal(double.PositiveInfinity, problem.Spectrum.ConditionNumber);
        Assert.InRange(problem.Difference(Steps), 0, Bound(Steps) + 1e-4);
    }

    // With ρ = (√L − √μ) / (√L + √μ), the error along an eigenvector is ρᵏ (cos kθ + (cos θ − ρ) sin kθ / sin θ) after k
    // steps, where θ depends on the eigenvalue: at most (1 + (1 + ρ) k) ρᵏ, which the largest eigenvalue attains.
    private static double Bound(int steps)
    {
        var (most, least) = (Math.Sqrt(1 + Ridge), Math.Sqrt(Ridge));
        var factor = (most - least) / (most + least);
        return (1 + ((1 + factor) * steps)) * Math.Pow(factor, steps);
    }

    private sealed class Problem : IDisposable
    {
        private readonly LabelledImages probes;

        public Problem(LabelledImages probes, ScalarType type)
        {
            this.probes = probes;
            Network = Samples.Cnn();
            Weights = Network.Initialise(3).to_type(type);
            Images = probes.Images.to_type(type);
            var kernel = TangentKernel.Compute(Network, Weights, Images);
            Spectrum = KernelSpectrum.Of(kernel);
            Lambda = Ridge * Spectrum.Largest;
            Loss = SquaredLoss.At(Network, Weights, Images, probes.Labels);
            Solution = Loss.Vjp(KernelRegression.Solve(kernel, Loss.Residual, Lambda));
        }

        public Network Network { get; }

        public Tensor Weights { get; }

        public Tensor Images { get; }

        public Tensor Labels => probes.Labels;

        public KernelSpectrum Spectrum { get; }

        public double Lambda { get; }

        public SquaredLoss Loss { get; }

        public Tensor Solution { get; }

        // ‖v − v*‖ / ‖v*‖ after some steps.
        public double Difference(int steps)
        {
            using var scope = NewDisposeScope();
            var descended = Loss.Descend(Spectrum, Lambda, steps, CancellationToken.None);
            var distance = (descended - Solution).to_type(ScalarType.Float64).norm().item<double>();
            return distance / Solution.to_type(ScalarType.Float64).norm().item<double>();
        }

        public void Dispose() => probes.Dispose();
    }
}
