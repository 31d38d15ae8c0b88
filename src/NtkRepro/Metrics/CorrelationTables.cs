namespace NtkRepro.Metrics;

/// <summary>One measure at one time of one parent: what correlations are taken over.</summary>
/// <param name="Measure">Its id, as in paper.md.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Epochs.</param>
/// <param name="Value">The mean over what there is of it at that time; diverged runs are left out.</param>
/// <param name="Low">The lower end of its paired bootstrap interval over test images; not a number where it does not depend on them.</param>
/// <param name="High">The upper end.</param>
public sealed record MeasureRow(
    string Measure,
    int Seed,
    double Time,
    double Value,
    double Low = double.NaN,
    double High = double.NaN
);

/// <summary>How two measures go together over (seed, time), with bootstrap 95 % intervals (paper.md, <c>correlation</c>).</summary>
/// <param name="MeasureA">The one measure.</param>
/// <param name="MeasureB">The other.</param>
/// <param name="Points">The number of (seed, time) at which both were measured.</param>
/// <param name="Pearson">Pearson's correlation.</param>
/// <param name="PearsonLow">Lower end of its interval.</param>
/// <param name="PearsonHigh">Upper end.</param>
/// <param name="Spearman">Spearman's rank correlation.</param>
/// <param name="SpearmanLow">Lower end of its interval.</param>
/// <param name="SpearmanHigh">Upper end.</param>
public sealed record CorrelationRow(
    string MeasureA,
    string MeasureB,
    int Points,
    double Pearson,
    double PearsonLow,
    double PearsonHigh,
    double Spearman,
    double SpearmanLow,
    double SpearmanHigh
);
