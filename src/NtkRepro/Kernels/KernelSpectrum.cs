using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Kernels;

/// <summary>The eigenvalues of a kernel κ, and what they say of its conditioning (paper.md, <c>spectrum</c>).</summary>
/// <param name="Eigenvalues">From the largest to the smallest, found in float64: [m · C].</param>
/// <param name="EffectiveRank">
/// exp(−Σ p_i log p_i) with p = λ / Σ λ: from 1 (one direction) to m · C (all alike). Negative eigenvalues, which are rounding, count as 0.
/// </param>
/// <param name="ConditionNumber">The largest eigenvalue over the smallest; infinite where <paramref name="Singular"/>.</param>
/// <param name="Singular">
/// Whether κ has no inverse to working precision: its smallest eigenvalue is at most <see cref="Resolution"/>, or it
/// is not finite.
/// </param>
public sealed record KernelSpectrum(
    IReadOnlyList<double> Eigenvalues,
    double EffectiveRank,
    double ConditionNumber,
    bool Singular
)
{
    // The distances from 1 to the next number.
    private const double SingleEpsilon = 1.0 / (1 << 23);
    private const double DoubleEpsilon = 1.0 / (1L << 52);

    /// <summary>The largest eigenvalue.</summary>
    public double Largest => Eigenvalues[0];

    /// <summary>The smallest eigenvalue as computed; noise where it is below <see cref="Resolution"/>.</summary>
    public double Smallest => Eigenvalues[^1];

    /// <summary>
    /// What an eigenvalue must exceed to be told from 0: the rounding of the kernel's entries by ε of their type moves no
    /// eigenvalue by more than ε ‖κ‖_F (Weyl), and finding eigenvalues in float64 none by much more than n · 2⁻⁵² ‖κ‖₂.
    /// </summary>
    public double Resolution { get; private init; }

    /// <summary>Each eigenvalue over their sum, which is Tr κ.</summary>
    public IReadOnlyList<double> Shares
    {
        get
        {
            var trace = Eigenvalues.Sum();
            return [.. Eigenvalues.Select(value => value / trace)];
        }
    }

    /// <summary>The spectrum of a symmetric kernel κ [n, n], n &gt; 0, of which the lower triangle is read.</summary>
    /// <remarks>Of a kernel that is not finite every number is not a number.</remarks>
    public static KernelSpectrum Of(Tensor kernel)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (!kernel.isfinite().all().item<bool>())
        {
            var nothing = Enumerable.Repeat(double.NaN, (int)kernel.shape[0]);
            return new KernelSpectrum([.. nothing], double.NaN, double.NaN, Singular: true);
        }
        var ascending = linalg.eigvalsh(kernel.to_type(ScalarType.Float64)).Values<double>();
        return Of([.. ascending.Reverse()], kernel.dtype == ScalarType.Float64 ? DoubleEpsilon : SingleEpsilon);
    }

    private static KernelSpectrum Of(double[] eigenvalues, double epsilon)
    {
        var norm = Math.Sqrt(eigenvalues.Sum(value => value * value));
        var spectrum = new KernelSpectrum(eigenvalues, Rank(eigenvalues), double.PositiveInfinity, Singular: true)
        {
            Resolution = Math.Max(epsilon * norm, eigenvalues.Length * DoubleEpsilon * eigenvalues[0]),
        };
        return spectrum.Smallest > spectrum.Resolution
            ? spectrum with
            {
                ConditionNumber = spectrum.Largest / spectrum.Smallest,
                Singular = false,
            }
            : spectrum;
    }

    private static double Rank(double[] eigenvalues)
    {
        var positive = eigenvalues.Where(value => value > 0).ToList();
        var sum = positive.Sum();
        return positive.Count == 0 ? double.NaN : Math.Exp(-positive.Sum(value => value / sum * Math.Log(value / sum)));
    }
}
