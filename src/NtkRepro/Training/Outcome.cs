namespace NtkRepro.Training;

/// <summary>How a run did at one time.</summary>
/// <param name="Epoch">
/// Epochs of a parent; of a child, of the parent and the child together; of a linearized run or a control, its own, from 0 at the onset.
/// </param>
/// <param name="Step">Steps likewise.</param>
/// <param name="TrainError">Fraction wrong on the training set; not a number where that was not measured.</param>
/// <param name="TrainLoss">Mean cross-entropy on the training set, in nats; likewise.</param>
/// <param name="ValidationError">Fraction wrong on the validation images.</param>
/// <param name="ValidationLoss">Mean cross-entropy there, in nats.</param>
/// <param name="TestError">Fraction wrong on the test set.</param>
/// <param name="TestLoss">Mean cross-entropy on the test set, in nats.</param>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
public sealed record PerformanceRow(
    double Epoch,
    int Step,
    double TrainError,
    double TrainLoss,
    double ValidationError,
    double ValidationLoss,
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

    /// <summary>
    /// It guesses: its training error, or its validation error where that was not measured, is within 5 % of that of guessing.
    /// </summary>
    public const string AtChance = "at-chance";

    /// <summary>Tells the outcomes apart.</summary>
    public static string Of(bool finite, double error, int classes)
    {
        if (!finite)
            return NonFinite;
        var chance = 1 - (1.0 / classes);
        return error >= 0.95 * chance ? AtChance : Trained;
    }
}
