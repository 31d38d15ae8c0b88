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
public sealed record KernelVelocityRow(int Seed, double Time, double Interval, double Velocity);

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

/// <summary>A claim of the paper beside what was measured.</summary>
/// <param name="Id">Its id in the paper's specification.</param>
/// <param name="Claim">In words.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Value">Ours as a number, for comparison; not a number where it was not measured.</param>
/// <param name="Verdict"><c>holds</c>, <c>does not hold</c> or <c>not measured</c>.</param>
public sealed record ClaimRow(string Id, string Claim, string Paper, string Ours, double Value, string Verdict);

/// <summary>All tables of one model.</summary>
public sealed record MetricTables(
    IReadOnlyList<RunRow> Runs,
    IReadOnlyList<PairRow> Barriers,
    IReadOnlyList<CurveRow> BarrierCurves,
    IReadOnlyList<KernelDistanceRow> KernelDistances,
    IReadOnlyList<KernelVelocityRow> KernelVelocities,
    IReadOnlyList<OnsetRow> Onsets
);
