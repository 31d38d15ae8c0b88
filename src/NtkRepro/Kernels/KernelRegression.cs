using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>
/// Ridge regression with the tangent kernel (paper.md, <c>kernel_regression</c>): the solution is
/// f(x; w) + κ(x, X) α with α = (κ(X, X) + λ I)⁻¹ (Y − f(X; w)), that is, the linearized network at w + Jᵀ α.
/// </summary>
public static class KernelRegression
{
    /// <summary>α, [m, C] float64, by Cholesky's decomposition.</summary>
    /// <param name="kernel">κ(X, X), [m · C, m · C], the logits of one probe side by side.</param>
    /// <param name="residuals">Y − f(X; w), [m, C].</param>
    /// <param name="ridge">λ ≥ 0, in units of κ: a share of <see cref="KernelSpectrum.Largest"/>.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">κ + λ I is not positive definite or not finite.</exception>
    public static Tensor Solve(Tensor kernel, Tensor residuals, double ridge)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var size = kernel.shape[0];
        var regular = kernel.to_type(ScalarType.Float64).clone();
        regular.diagonal().Increase(ridge);
        var right = residuals.to_type(ScalarType.Float64).reshape(size, 1);
        var solution = right.cholesky_solve(linalg.cholesky(regular));
        return scope.MoveToOuter(solution.reshape(residuals.shape));
    }
}
