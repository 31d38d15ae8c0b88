namespace NtkRepro.Metrics;

/// <summary>Where a run is in the plane of the first principal components of the logits on the probes.</summary>
/// <param name="Kind"><c>parent</c>, <c>child</c> or <c>linearized</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="Rate">Factor on the learning rate.</param>
/// <param name="Child">The minibatch order; 0 for a parent.</param>
/// <param name="Epoch">Epochs of the parent and this run together.</param>
/// <param name="First">First component, in units of logits.</param>
/// <param name="Second">Second component, in units of logits.</param>
public sealed record TrajectoryRow(
    string Kind,
    int Seed,
    double Time,
    double Rate,
    int Child,
    double Epoch,
    double First,
    double Second
);

/// <summary>How much of the variance a principal component explains.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Component">1 for the first.</param>
/// <param name="Share">A fraction of the whole variance.</param>
public sealed record ComponentRow(int Seed, int Component, double Share);
