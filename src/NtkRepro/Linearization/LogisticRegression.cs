using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Linearization;

/// <summary>Multinomial logistic regression, fitted by L-BFGS in double precision.</summary>
public sealed class LogisticRegression
{
    private const int Memory = 20;
    private const int MostIterations = 2_000;
    private const double Tolerance = 1e-6;

    private readonly Tensor centre; // [1, features]
    private readonly Tensor factors; // [1, features]
    private readonly Tensor coefficients; // [features + 1, classes]

    private LogisticRegression(Tensor centre, Tensor factors, Tensor coefficients) =>
        (this.centre, this.factors, this.coefficients) = (centre, factors, coefficients);

    /// <summary>How often the loss and its gradient were computed.</summary>
    public int Evaluations { get; private init; }

    /// <summary>The largest component of the gradient of the mean loss where the search ended.</summary>
    public double Gradient { get; private init; }

    /// <summary>Whether that is small.</summary>
    public bool Converged => Gradient <= Tolerance;

    /// <summary>
    /// Minimises the mean cross-entropy plus λ/2 ‖W‖² over weights W and intercepts, of features that are brought to mean 0 and deviation 1
    /// on the training set; those that are constant there stay 0.
    /// </summary>
    /// <param name="features">[n, features] float64.</param>
    /// <param name="labels">[n] int64.</param>
    /// <param name="classes">C.</param>
    /// <param name="decay">λ; the intercepts have none.</param>
    /// <param name="cancellation">Checked at each step.</param>
    public static LogisticRegression Fit(
        Tensor features,
        Tensor labels,
        int classes,
        double decay,
        CancellationToken cancellation
    )
    {
        using var _ = no_grad();
        var mean = features.mean([0], keepdim: true);
        var deviation = Roots.Of((features - mean).Squared().mean([0], keepdim: true));
        var scale = deviation.Values<double>().Select(d => d > 1e-12 ? 1 / d : 0).ToArray();
        var scaling = tensor(scale, [1, scale.Length]).to(features.device);
        var design = Design(features, mean, scaling);
        var targets = nn.functional.one_hot(labels, classes).to_type(ScalarType.Float64);
        var (rows, size) = (features.shape[0], (int)design.shape[1]);
        var evaluations = 0;
        var best = (
            Value: double.PositiveInfinity,
            Point: Vector<double>.Build.Dense(size * classes),
            Gradient: double.NaN
        );
        var objective = ObjectiveFunction.Gradient(w =>
        {
            cancellation.ThrowIfCancellationRequested();
            evaluations++;
            var (value, gradient) = Evaluate(w);
            if (value < best.Value)
                best = (value, w.Clone(), gradient.AbsoluteMaximum());
            return (value, gradient);
        });
        try
        {
            new LimitedMemoryBfgsMinimizer(
                Tolerance,
                parameterTolerance: 1e-14,
                functionProgressTolerance: 1e-14,
                memory: Memory,
                maximumIterations: MostIterations
            ).FindMinimum(objective, best.Point);
        }
        catch (OptimizationException)
        {
            // The line search gives up where rounding lets it find nothing lower: the best point is as far as it goes.
        }
        return new LogisticRegression(mean, scaling, Matrix(best.Point))
        {
            Evaluations = evaluations,
            Gradient = best.Gradient,
        };

        Tensor Matrix(Vector<double> w) => tensor(w.ToArray(), [size, classes]).to(features.device);

        (double, Vector<double>) Evaluate(Vector<double> w)
        {
            using var scope = NewDisposeScope();
            var logProbabilities = design.matmul(Matrix(w)).log_softmax(1);
            var loss = -(logProbabilities * targets).sum().item<double>() / rows;
            double[] gradient = design.t().matmul(logProbabilities.exp() - targets).Over(rows).Values<double>();
            // The last row is that of the intercepts.
            for (var i = 0; i < gradient.Length - classes; i++)
            {
                loss += decay / 2 * w[i] * w[i];
                gradient[i] += decay * w[i];
            }
            return (loss, Vector<double>.Build.Dense(gradient));
        }
    }

    /// <summary>The logits [n, C] of features [n, features].</summary>
    public Tensor Logits(Tensor features) => Design(features, centre, factors).matmul(coefficients);

    private static Tensor Design(Tensor features, Tensor mean, Tensor scale)
    {
        var scaled = (features - mean) * scale;
        return cat([scaled, ones([features.shape[0], 1], ScalarType.Float64, features.device)], 1);
    }
}
