namespace NtkRepro.Bench;

/// <summary>The time of a run's instances of one stage and network.</summary>
/// <param name="Stage">The stage, or what else takes time.</param>
/// <param name="Network">Empty for all.</param>
/// <param name="Instances">How many there are.</param>
/// <param name="Seconds">Of all of them.</param>
/// <param name="Share">Of the run's jobs' time.</param>
/// <param name="Operations">
/// Floating-point operations of training steps and of measurements on whole sets; not a number where they are not counted.
/// </param>
/// <param name="Arithmetic">The share of <paramref name="Seconds"/> that these would take at the rate of a matrix product.</param>
public sealed record BudgetRow(
    string Stage,
    string Network,
    int Instances,
    double Seconds,
    double Share,
    double Operations,
    double Arithmetic
);
