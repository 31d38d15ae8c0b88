using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Metrics;

/// <summary>The principal components of a set of points, such as the logits along several runs (paper.md, <c>trajectory_pca</c>).</summary>
/// <param name="Scores">Of each point its coordinate along each component, in the points' units: [n][components].</param>
/// <param name="Shares">Of each component the share of the whole variance that it explains; not numbers where there is none.</param>
public sealed record TrajectoryPca(IReadOnlyList<IReadOnlyList<double>> Scores, IReadOnlyList<double> Shares)
{
    /// <summary>
    /// The first components of the rows of X [n, d], from the eigenvectors u_k and eigenvalues λ_k of the Gram matrix
    /// X̃ X̃ᵀ of the centred rows: scores √λ_k u_k, shares λ_k / Σ λ. As u and −u serve alike, the score that is largest
    /// in magnitude, the first of equals, is made positive.
    /// </summary>
    /// <param name="rows">X, [n, d].</param>
    /// <param name="components">How many; at most n.</param>
    public static TrajectoryPca Of(Tensor rows, int components)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, rows.shape[0]);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var points = rows.to_type(ScalarType.Float64);
        var centred = points - points.mean([0], keepdim: true);
        var (values, vectors) = linalg.eigh(centred.mm(centred.t()));
        var variances = values.Values<double>(); // ascending
        var total = variances.Sum();
        var axes = Enumerable
            .Range(1, components)
            .Select(k =>
                (Variance: Math.Max(0, variances[^k]), Axis: vectors.select(1, variances.Length - k).Values<double>())
            )
            .Select(c => (c.Variance, Scores: Oriented([.. c.Axis.Select(u => u * Math.Sqrt(c.Variance))])))
            .ToList();
        return new TrajectoryPca(
            [.. Enumerable.Range(0, variances.Length).Select(i => axes.ConvertAll(c => c.Scores[i]))],
            axes.ConvertAll(c => c.Variance / total)
        );
    }

    private static double[] Oriented(double[] scores) =>
        scores.MaxBy(Math.Abs) < 0 ? [.. scores.Select(s => -s)] : scores;
}
