namespace NtkRepro.Training;

/// <summary>How a run did at one time, on both sets.</summary>
/// <param name="Epoch">Epochs of the parent and this run together.</param>
/// <param name="TrainError">Fraction wrong on the training set.</param>
/// <param name="TrainLoss">Mean cross-entropy on the training set, in nats.</param>
/// <param name="TestError">Fraction wrong on the test set.</param>
/// <param name="TestLoss">Mean cross-entropy on the test set, in nats.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
public sealed record PerformanceRow(
    double Epoch,
    double TrainError,
    double TrainLoss,
    double TestError,
    double TestLoss,
    string Outcome
);

/// <summary>What became of a run.</summary>
public static class Outcomes
{
    /// <summary>It learned something.</summary>
    public const string Trained = "trained";

    /// <summary>Its loss or its weights became infinite or not a number.</summary>
    public const string NonFinite = "non-finite";

    /// <summary>It guesses: its training error is within 5 % of that of guessing.</summary>
    public const string AtChance = "at-chance";

    /// <summary>Tells the outcomes apart.</summary>
    public static string Of(bool finite, double trainError, int classes)
    {
        if (!finite)
            return NonFinite;
        var chance = 1 - (1.0 / classes);
        return trainError >= 0.95 * chance ? AtChance : Trained;
    }
}
