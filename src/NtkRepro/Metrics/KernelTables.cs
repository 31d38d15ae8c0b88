namespace NtkRepro.Metrics;

/// <summary>The kernel distance S between the parent at two times.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="TimeA">Epochs.</param>
/// <param name="TimeB">Epochs, not before <paramref name="TimeA"/>.</param>
/// <param name="Distance">S, 0 to 1.</param>
public sealed record KernelDistanceRow(int Seed, double TimeA, double TimeB, double Distance);

/// <summary>The kernel velocity v(t) = S(w_t, w_{t+dt}) / dt.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">t, epochs.</param>
/// <param name="Interval">dt, epochs.</param>
/// <param name="Velocity">v, per epoch.</param>
/// <param name="LearningRate">η at t.</param>
/// <param name="VelocityOverRate">v / η.</param>
public sealed record KernelVelocityRow(
    int Seed,
    double Time,
    double Interval,
    double Velocity,
    double LearningRate,
    double VelocityOverRate
);
