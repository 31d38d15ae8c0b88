namespace NtkRepro.Metrics;

/// <summary>The shape of the parent's kernel κ at one time, which the scale-free distance S does not see (paper.md, <c>spectrum</c>).</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Epochs.</param>
/// <param name="Largest">The largest eigenvalue of κ.</param>
/// <param name="Smallest">The smallest eigenvalue of κ, as computed; below the resolution it is noise.</param>
/// <param name="ConditionNumber">Largest over smallest; infinite where κ is singular to working precision.</param>
/// <param name="EffectiveRank">exp of the entropy of the eigenvalues of κ / Tr κ: from 1 to m · C.</param>
/// <param name="Alignment">The centred kernel-target alignment of the trace kernel Θ, −1 to 1.</param>
/// <param name="SameClass">Mean cosine between ∂f_a(x_i)/∂w and ∂f_a(x_j)/∂w for i ≠ j of one class.</param>
/// <param name="OtherClass">The same for i and j of different classes.</param>
public sealed record SpectrumRow(
    int Seed,
    double Time,
    double Largest,
    double Smallest,
    double ConditionNumber,
    double EffectiveRank,
    double Alignment,
    double SameClass,
    double OtherClass
);

/// <summary>One eigenvalue of the parent's kernel.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Epochs.</param>
/// <param name="Rank">1 for the largest.</param>
/// <param name="Share">The eigenvalue over the trace.</param>
public sealed record EigenvalueRow(int Seed, double Time, int Rank, double Share);
