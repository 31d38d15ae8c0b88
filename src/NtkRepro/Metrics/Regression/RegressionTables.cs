namespace NtkRepro.Metrics;

/// <summary>Ridge regression with the parent's kernel at one onset time, beside the linearized network trained on the same images.</summary>
/// <remarks>Errors and difference are not numbers where κ + λ I is not positive definite, or κ not finite.</remarks>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Onset time, epochs.</param>
/// <param name="Images">The number of training images.</param>
/// <param name="Ridge">λ of κ + λ I.</param>
/// <param name="RegressionError">Test error of the kernel-regression solution, a fraction.</param>
/// <param name="DescentError">Test error of the linearized network after gradient descent on squared loss, a fraction.</param>
/// <param name="Difference">
/// The largest difference between the two's test logits, over the largest change of a test logit that the solution makes.
/// </param>
/// <param name="Steps">Steps of gradient descent.</param>
/// <param name="Smallest">The smallest eigenvalue of κ on these images.</param>
/// <param name="ConditionNumber">Of κ, without the ridge; infinite where it is singular to working precision.</param>
/// <param name="Curvature">
/// The largest eigenvalue of the Hessian of the linearized network's mean cross-entropy on these images, where its training begins. Gradient
/// descent with momentum μ at a rate η is stable there while η times it is below 2 (1 + μ).
/// </param>
/// <param name="Singular">Whether κ is singular to working precision: the solution is then unique thanks to the ridge alone.</param>
public sealed record RegressionRow(
    int Seed,
    double Time,
    int Images,
    double Ridge,
    double RegressionError,
    double DescentError,
    double Difference,
    int Steps,
    double Smallest,
    double ConditionNumber,
    double Curvature,
    bool Singular
);
