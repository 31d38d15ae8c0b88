namespace NtkRepro.Metrics;

/// <summary>The final performance of one run.</summary>
/// <param name="Kind"><c>parent</c>, <c>child</c> or <c>linearized</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="Rate">Factor on the learning rate.</param>
/// <param name="Child">The minibatch order; 0 for a parent.</param>
/// <param name="TrainError">Fraction wrong on the training set.</param>
/// <param name="TrainLoss">Mean cross-entropy there, in nats.</param>
/// <param name="TestError">Fraction wrong on the test set.</param>
/// <param name="TestLoss">Mean cross-entropy there, in nats.</param>
/// <param name="Outcome"><c>trained</c>, <c>non-finite</c> or <c>at-chance</c>.</param>
public sealed record RunRow(
    string Kind,
    int Seed,
    double Time,
    double Rate,
    int Child,
    double TrainError,
    double TrainLoss,
    double TestError,
    double TestLoss,
    string Outcome
);

/// <summary>The linearized network from one onset time beside its nonlinear twin.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Onset time, epochs.</param>
/// <param name="Rate">Factor on the learning rate.</param>
/// <param name="NtkError">Final test error of the linearized network, a fraction.</param>
/// <param name="TwinError">Final test error of its twin, a fraction.</param>
/// <param name="NonlinearAdvantage">The first minus the second.</param>
/// <param name="Diverged">Whether either diverged; the numbers then mean nothing.</param>
public sealed record OnsetRow(
    int Seed,
    double Time,
    double Rate,
    double NtkError,
    double TwinError,
    double NonlinearAdvantage,
    bool Diverged
);
