namespace NtkRepro.Metrics;

/// <summary>One run, as it is judged: a parent and a child at their end, a linearized run and a control at their best epoch.</summary>
/// <param name="Kind"><c>parent</c>, <c>child</c>, <c>linearized</c>, <c>control</c> or <c>probe</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="TimeSteps">The same in steps.</param>
/// <param name="Variant">The minibatch order of a child; of a control <c>same</c>, <c>own</c> or <c>frozen</c>; otherwise empty.</param>
/// <param name="LearningRate">η of a parent and its children, η_lin of a linearized run and its controls; 0 of a probe.</param>
/// <param name="Epoch">Where it is judged: of a parent and its children T, otherwise epochs since the onset; 0 of a probe.</param>
/// <param name="Steps">The same in steps.</param>
/// <param name="StillImproving">Whether the best epoch is the last: the error is then an upper bound.</param>
/// <param name="TrainError">Fraction wrong on the training set.</param>
/// <param name="TrainLoss">Mean cross-entropy there, in nats.</param>
/// <param name="ValidationError">Fraction wrong on the validation images.</param>
/// <param name="ValidationLoss">Mean cross-entropy there, in nats.</param>
/// <param name="TestError">Fraction wrong on the test set.</param>
/// <param name="TestLoss">Mean cross-entropy there, in nats.</param>
/// <param name="BestTestError">The least test error of all epochs that were measured: the paper's own protocol.</param>
/// <param name="Outcome"><c>trained</c>, <c>non-finite</c> or <c>at-chance</c>.</param>
public sealed record RunRow(
    string Kind,
    int Seed,
    double Time,
    int TimeSteps,
    string Variant,
    double LearningRate,
    double Epoch,
    int Steps,
    bool StillImproving,
    double TrainError,
    double TrainLoss,
    double ValidationError,
    double ValidationLoss,
    double TestError,
    double TestLoss,
    double BestTestError,
    string Outcome
);

/// <summary>What full training reaches, for one parent.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="LearningRate">η.</param>
/// <param name="FirstEpoch">The first of the last epochs of the constant phase.</param>
/// <param name="LastEpoch">The last of them; 0 where the schedule has no constant phase.</param>
/// <param name="PlateauError">The mean test error of these epochs; not a number without them.</param>
/// <param name="FinalError">The test error at T.</param>
/// <param name="TrainError">The training error at T.</param>
/// <param name="Converged">Whether that is small enough: <c>claims.converged</c>.</param>
public sealed record PlateauRow(
    int Seed,
    double LearningRate,
    int FirstEpoch,
    int LastEpoch,
    double PlateauError,
    double FinalError,
    double TrainError,
    bool Converged
);

/// <summary>The network of one onset time, linearized and beside it.</summary>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Onset time t̃, epochs.</param>
/// <param name="TimeSteps">The same in steps.</param>
/// <param name="Rate">η_lin.</param>
/// <param name="NtkError">Test error of the linearized network at its best epoch by validation.</param>
/// <param name="NtkLow">The lower end of its bootstrap interval.</param>
/// <param name="NtkHigh">The upper end.</param>
/// <param name="NtkBestTestError">Its least test error of all epochs.</param>
/// <param name="NtkTrainError">Its training error at its best epoch.</param>
/// <param name="NtkEpoch">Its best epoch.</param>
/// <param name="StillImproving">Whether that is its last.</param>
/// <param name="ControlError">Test error of the control <c>same</c>; like those below, not a number where there is none.</param>
/// <param name="OwnControlError">That of the control <c>own</c>.</param>
/// <param name="FrozenControlError">That of the control <c>frozen</c>.</param>
/// <param name="ProbeError">That of the linear probe.</param>
/// <param name="ParentError">That of the parent at t̃.</param>
/// <param name="NonlinearAdvantage"><paramref name="NtkError"/> − <paramref name="ControlError"/>.</param>
/// <param name="AdvantageLow">The lower end of its paired bootstrap interval.</param>
/// <param name="AdvantageHigh">The upper end.</param>
/// <param name="FrozenAdvantage"><paramref name="NtkError"/> − <paramref name="FrozenControlError"/>.</param>
/// <param name="GapClosed">(ntk_error(0) − ntk_error(t̃)) / (ntk_error(0) − plateau).</param>
/// <param name="Stability">
/// η_lin times the largest curvature where training begins, over 2 (1 + μ): below 1 gradient descent with momentum μ is stable there. Not a
/// number where it is not known.
/// </param>
/// <param name="Diverged">Whether the linearized run or the control <c>same</c> diverged; the numbers then mean nothing.</param>
public sealed record OnsetRow(
    int Seed,
    double Time,
    int TimeSteps,
    double Rate,
    double NtkError,
    double NtkLow,
    double NtkHigh,
    double NtkBestTestError,
    double NtkTrainError,
    double NtkEpoch,
    bool StillImproving,
    double ControlError,
    double OwnControlError,
    double FrozenControlError,
    double ProbeError,
    double ParentError,
    double NonlinearAdvantage,
    double AdvantageLow,
    double AdvantageHigh,
    double FrozenAdvantage,
    double GapClosed,
    double Stability,
    bool Diverged
);

/// <summary>One epoch of one run.</summary>
/// <param name="Kind">As in <see cref="RunRow"/>, or <c>trial</c>; a probe is not trained by epochs.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="Variant">As in <see cref="RunRow"/>; of a trial its rate.</param>
/// <param name="Epoch">Of a parent and its children since the start of the parent, otherwise since the onset.</param>
/// <param name="Step">The same in steps.</param>
/// <param name="LearningRate">At the epoch's last step; 0 at the start.</param>
/// <param name="BatchLoss">The mean cross-entropy of its minibatches, in nats; not a number at the start.</param>
/// <param name="TrainError">Fraction wrong on the training set; like those below, not a number where it was not measured.</param>
/// <param name="TrainLoss">Mean cross-entropy there, in nats.</param>
/// <param name="ValidationError">On the validation images.</param>
/// <param name="ValidationLoss">Likewise.</param>
/// <param name="TestError">On the test set.</param>
/// <param name="TestLoss">Likewise.</param>
public sealed record TrainingRow(
    string Kind,
    int Seed,
    double Time,
    string Variant,
    double Epoch,
    int Step,
    double LearningRate,
    double BatchLoss,
    double TrainError,
    double TrainLoss,
    double ValidationError,
    double ValidationLoss,
    double TestError,
    double TestLoss
);
