namespace NtkRepro.Metrics;

/// <summary>Where a run is in the plane of the first principal components of the logits on the probes.</summary>
/// <param name="Plane"><c>children</c>: that of a parent and its children; <c>linearized</c>: that of the linearized runs.</param>
/// <param name="Kind"><c>parent</c>, <c>child</c> or <c>linearized</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="Variant">The minibatch order of a child; otherwise empty.</param>
/// <param name="Epoch">Of a parent and its children since the start of the parent, otherwise since the onset.</param>
/// <param name="First">First component, in units of logits.</param>
/// <param name="Second">Second component, in units of logits.</param>
public sealed record TrajectoryRow(
    string Plane,
    string Kind,
    int Seed,
    double Time,
    string Variant,
    double Epoch,
    double First,
    double Second
);

/// <summary>How much of the variance a principal component explains.</summary>
/// <param name="Plane">As in <see cref="TrajectoryRow"/>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Component">1 for the first.</param>
/// <param name="Share">A fraction of the whole variance of the runs drawn in the plane.</param>
public sealed record ComponentRow(string Plane, int Seed, int Component, double Share);
