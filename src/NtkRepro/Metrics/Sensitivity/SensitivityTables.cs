namespace NtkRepro.Metrics;

/// <summary>How fast a slightly perturbed copy of the parent leaves it on the same minibatches (paper.md, <c>sensitivity</c>).</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">When it is perturbed, epochs.</param>
/// <param name="Exponent">The finite-time Lyapunov exponent: the slope of the log distance, per epoch.</param>
/// <param name="Fit">R² of the fit.</param>
/// <param name="Diverged">Whether a copy diverged; the numbers then mean nothing.</param>
public sealed record SensitivityRow(int Seed, double Time, double Exponent, double Fit, bool Diverged);

/// <summary>One point of the separation of the two copies.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">When one was perturbed, epochs.</param>
/// <param name="Elapsed">Epochs since then.</param>
/// <param name="Distance">Root mean square over probes of the L2 distance of their logits.</param>
public sealed record SeparationRow(int Seed, double Time, double Elapsed, double Distance);
