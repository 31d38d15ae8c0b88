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
        using var checkpoint = Checkpoint.Load(
            context.Input("parent/checkpoints/{time}.safetensors").Path,
            inputs.Network
        );
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

    private static Tensor Precise(Tensor values) => values.to_type(ScalarType.Float64);

    private static double Largest(Tensor values) => values.abs().max().item<float>();
}
