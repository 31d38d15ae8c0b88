using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>
/// Within one network, the mean over logits a and pairs of probes i ≠ j of
/// cos(∂f_a(x_i)/∂w, ∂f_a(x_j)/∂w) = κ[(i,a),(j,a)] / √(κ[(i,a),(i,a)] κ[(j,a),(j,a)])
/// (paper.md, <c>gradient_similarity</c>).
/// </summary>
/// <param name="SameClass">Over pairs of one class, −1 to 1; not a number where there is none.</param>
/// <param name="OtherClass">Over pairs of different classes.</param>
public sealed record GradientSimilarity(double SameClass, double OtherClass)
{
    /// <summary>The similarity of gradients of which κ holds the products.</summary>
    /// <param name="kernel">κ, [m · C, m · C].</param>
    /// <param name="labels">The classes of the probes, [m] int64.</param>
    /// <returns>Not a number where a gradient vanishes or κ is not finite.</returns>
    public static GradientSimilarity Of(Tensor kernel, Tensor labels)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var count = labels.shape[0];
        var classes = kernel.shape[0] / count;
        var cosines = MeanCosines(kernel, classes);
        var self = eye(count, dtype: ScalarType.Float64);
        var same = labels.unsqueeze(0).eq(labels.unsqueeze(1)).to_type(ScalarType.Float64) - self;
        var other = ones([count, count], ScalarType.Float64) - self - same;
        return new GradientSimilarity(Mean(cosines, same), Mean(cosines, other));
    }

    // The mean over logits of the cosines between the gradients of one logit: [m, m].
    private static Tensor MeanCosines(Tensor kernel, long classes)
    {
        using var scope = NewDisposeScope();
        var count = kernel.shape[0] / classes;
        var identity = eye(count, dtype: ScalarType.Float64);
        var mean = zeros([count, count], ScalarType.Float64);
        for (var a = 0L; a < classes; a++)
        {
            using var inner = NewDisposeScope();
            var products = TangentKernel.OfLogit(kernel, classes, a);
            var lengths = Roots.Of((products * identity).sum(1));
            mean.Increase(products / lengths.unsqueeze(0) / lengths.unsqueeze(1), 1.0 / classes);
        }
        return scope.MoveToOuter(mean);
    }

    private static double Mean(Tensor values, Tensor weights) =>
        (values * weights).sum().item<double>() / weights.sum().item<double>();
}
