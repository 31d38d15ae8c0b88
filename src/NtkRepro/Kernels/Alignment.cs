using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>How well a kernel's similarities follow the labels (paper.md, <c>spectrum</c>; Cortes et al. 2012, definition 4).</summary>
public static class Alignment
{
    /// <summary>
    /// The centred kernel-target alignment ⟨HΘH, HYYᵀH⟩ / (‖HΘH‖ ‖HYYᵀH‖) of the trace kernel Θ with the one-hot labels
    /// Y [m, C], where H = I − 11ᵀ/m and products and norms are Frobenius': from −1 to 1, and 1 where Θ is, up to scale
    /// and means, the labels' own kernel.
    /// </summary>
    /// <param name="kernel">κ, [m · C, m · C].</param>
    /// <param name="labels">The classes of the probes, [m] int64.</param>
    /// <returns>Not a number where all labels are one, Θ is constant, or κ is not finite.</returns>
    public static double Centred(Tensor kernel, Tensor labels)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var classes = kernel.shape[0] / labels.shape[0];
        var gram = CentreRows(CentreRows(TangentKernel.Trace(kernel, classes)).t());
        var targets = CentreRows(eye(classes, dtype: ScalarType.Float64).index_select(0, labels).t()).t();
        // ⟨A, ZZᵀ⟩ = Tr(Zᵀ A Z), and ‖ZZᵀ‖ = ‖ZᵀZ‖ is a norm of a small matrix.
        var product = (targets * gram.mm(targets)).sum().item<double>();
        return product / (Roots.Norm(gram) * Roots.Norm(targets.t().mm(targets)));
    }

    private static Tensor CentreRows(Tensor matrix) => matrix - matrix.mean([1], keepdim: true);
}
