using NtkRepro.Data;
using NtkRepro.Kernels;
using NtkRepro.Linearization;
using NtkRepro.Pipeline;
using NtkRepro.Tangents;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>
/// Solves ridge regression with the parent's kernel on the probes in closed form, trains the linearized network on the
/// same squared loss by gradient descent, and compares the two (paper.md, <c>kernel_regression</c>). Whether the kernel is
/// definite is a question of its smallest eigenvalues, some 10⁻⁶ of the largest and less: it is computed in float64.
/// </summary>
public sealed class RegressionStage : IStage
{
    /// <inheritdoc/>
    public string Name => "regression";

    /// <inheritdoc/>
    public void Run(StageContext context)
    {
        using var scope = NewDisposeScope();
        using var inputs = RunInputs.Load(context);
        var parameters = context.Parameters<RegressionParameters>("regression");
        using var checkpoint = inputs.LoadParent();
        var onset = checkpoint.State;
        var probes = inputs.Probes(context.Parameters<int>("kernel.probes"));
        var test = inputs.Test.Take(parameters.Test);
        var network = inputs.Network.Freeze(checkpoint.Moments);
        var kernel = TangentKernel.Compute(network, Precise(onset.Weights), Precise(probes.Images));
        var spectrum = KernelSpectrum.Of(kernel);
        var ridge = parameters.Ridge * spectrum.Largest;
        var row = new RegressionRow(
            (int)context.AxisNumber("seed"),
            (double)context.AxisNumber("time"),
            probes.Count,
            ridge,
            double.NaN,
            double.NaN,
            double.NaN,
            parameters.Steps,
            spectrum.Smallest,
            spectrum.ConditionNumber,
            Curvature(kernel, Evaluation.Logits(new NetworkClassifier(network), onset.Weights, probes)),
            spectrum.Singular
        );
        // Where κ + λ I is not definite, as with the kernel of a diverged parent, there is no solution to compare with.
        if (spectrum.Smallest + ridge > 0)
            row = Compared(row);
        Table.Write<RegressionRow>(context.Output("regression.parquet"), [row]);

        RegressionRow Compared(RegressionRow row)
        {
            using var expansion = new TaylorClassifier(network, onset.Weights);
            var problem = SquaredLoss.At(network, onset.Weights, probes.Images, probes.Labels);
            var solution = problem.Vjp(KernelRegression.Solve(kernel, problem.Residual, ridge));
            var descended = problem.Descend(spectrum, ridge, parameters.Steps, context.Cancellation);
            var start = Evaluation.Logits(expansion, zeros_like(solution), test);
            var solved = Evaluation.Logits(expansion, solution, test);
            var trained = Evaluation.Logits(expansion, descended, test);
            return row with
            {
                RegressionError = Evaluation.Measure(solved, test.Labels).Error,
                DescentError = Evaluation.Measure(trained, test.Labels).Error,
                Difference = Largest(solved - trained) / Largest(solved - start),
            };
        }
    }

    // The Hessian in function space is block-diagonal, diag(p) − p pᵀ = A Aᵀ for A = diag(√p) (I − √p √pᵀ): the eigenvalues of Jᵀ A Aᵀ J / m are
    // those of Aᵀ κ A / m.
    private static double Curvature(Tensor kernel, Tensor logits)
    {
        using var scope = NewDisposeScope();
        var (images, classes) = (logits.shape[0], logits.shape[1]);
        if (!kernel.isfinite().all().item<bool>())
            return double.NaN;
        var roots = Roots.Of(logits.softmax(1, ScalarType.Float64)); // [m, C]
        var projections = eye(classes, dtype: ScalarType.Float64) - (roots.unsqueeze(2) * roots.unsqueeze(1));
        var factors = roots.unsqueeze(2) * projections; // A: [m, C, C]
        var blocks = kernel.reshape(images, classes, images, classes).permute(0, 2, 1, 3); // [m, m, C, C]
        var left = factors.transpose(1, 2).unsqueeze(1).matmul(blocks);
        var both = left.matmul(factors.unsqueeze(0)).permute(0, 2, 1, 3).reshape(images * classes, images * classes);
        return KernelSpectrum.Of(both).Largest / images;
    }

    private static Tensor Precise(Tensor values) => values.to_type(ScalarType.Float64);

    private static double Largest(Tensor values) => values.abs().max().item<float>();
}
