using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The empirical neural tangent kernel κ_w(X, X) = J_w(X) J_w(X)ᵀ over all logits (Fort et al. 2020, arXiv:2010.15110).</summary>
public static class TangentKernel
{
    /// <summary>
    /// κ on the probes, [m · C, m · C], the logits of one probe side by side:
    /// κ[(i,a),(j,b)] = Σ_p ∂f_a(x_i)/∂w_p · ∂f_b(x_j)/∂w_p.
    /// </summary>
    /// <param name="network">The network f.</param>
    /// <param name="weights">The flat vector w, [P].</param>
    /// <param name="probes">The inputs X, [m, …].</param>
    public static Tensor Compute(Network network, Tensor weights, Tensor probes)
    {
        using var _ = no_grad();
        return network.Kernel(probes, network.Split(weights));
    }

    /// <summary>κ from the reference Jacobian, [m · C, m · C]. For checks.</summary>
    public static Tensor Reference(Network network, Tensor weights, Tensor probes)
    {
        using var scope = NewDisposeScope();
        var jacobian = ReferenceDerivatives.Jacobian(network, weights, probes);
        return scope.MoveToOuter(jacobian.mm(jacobian.t()));
    }

    /// <summary>
    /// The kernel distance S = 1 − Tr(κ κ'ᵀ) / √(Tr(κ κᵀ) Tr(κ' κ'ᵀ)): one minus the cosine between the two matrices,
    /// from 0 (equal up to scale) to 1; not a number where a kernel is zero or not finite.
    /// </summary>
    public static double Distance(Tensor kernel, Tensor other)
    {
        using var scope = NewDisposeScope();
        // Tr(A Bᵀ) = Σ A ∘ B; in double precision, for S is a small difference of large numbers.
        var (a, b) = (kernel.to_type(ScalarType.Float64).reshape(-1), other.to_type(ScalarType.Float64).reshape(-1));
        return 1 - (Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b)));
    }

    /// <summary>Θ, the mean over logits a of κ[(i,a),(j,a)]: [m, m] float64.</summary>
    /// <param name="kernel">κ, [m · C, m · C].</param>
    /// <param name="classes">C.</param>
    public static Tensor Trace(Tensor kernel, long classes)
    {
        using var scope = NewDisposeScope();
        var count = kernel.shape[0] / classes;
        var sum = zeros([count, count], ScalarType.Float64);
        for (var a = 0L; a < classes; a++)
            sum.Increase(OfLogit(kernel, classes, a));
        return scope.MoveToOuter(sum.Times(1.0 / classes));
    }

    /// <summary>The block κ[(i,a),(j,a)] of one logit a: [m, m] float64.</summary>
    /// <param name="kernel">κ, [m · C, m · C].</param>
    /// <param name="classes">C.</param>
    /// <param name="logit">a.</param>
    public static Tensor OfLogit(Tensor kernel, long classes, long logit)
    {
        if (classes < 1 || kernel.shape[0] % classes != 0)
            throw new ArgumentException(
                $"a kernel of {kernel.shape[0]} rows is not of {classes} classes",
                nameof(classes)
            );
        ArgumentOutOfRangeException.ThrowIfNegative(logit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(logit, classes);
        using var scope = NewDisposeScope();
        var count = kernel.shape[0] / classes;
        var block = kernel.reshape(count, classes, count, classes).select(1, logit).select(2, logit);
        return scope.MoveToOuter(block.to_type(ScalarType.Float64).clone());
    }

    private static double Dot(Tensor a, Tensor b) => a.dot(b).item<double>();
}
