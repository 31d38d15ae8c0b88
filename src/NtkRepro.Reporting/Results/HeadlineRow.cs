namespace NtkRepro.Reporting.Results;

/// <summary>One of the few numbers that tell a network on a dataset: means over seeds.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model">The network.</param>
/// <param name="Measure">What was measured, as <see cref="Headlines.Measures"/> names it.</param>
/// <param name="Unit">Of the value and its interval.</param>
/// <param name="Time">When, epochs: T for the error of full training, otherwise a spawn or onset time.</param>
/// <param name="Value">The mean over seeds.</param>
/// <param name="Low">The least of the seeds; of a single seed the lower end of its 95 % interval, not a number where it has none.</param>
/// <param name="High">The greatest of the seeds, or the upper end of the interval.</param>
/// <param name="Seeds">How many seeds.</param>
public sealed record HeadlineRow(
    string Dataset,
    string Model,
    string Measure,
    string Unit,
    double Time,
    double Value,
    double Low,
    double High,
    int Seeds
);
