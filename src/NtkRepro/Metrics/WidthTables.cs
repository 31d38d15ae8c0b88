namespace NtkRepro.Metrics;

/// <summary>A measure of one of several networks that differ in width alone (paper.md, <c>width</c>).</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Family">The narrowest of them.</param>
/// <param name="Multiplier">How many times as wide as the narrowest of them.</param>
/// <param name="Measure"><c>kernel_velocity</c> or <c>nonlinear_advantage</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Epochs.</param>
/// <param name="Value">Per epoch, or a fraction.</param>
public sealed record WidthRow(
    string Dataset,
    string Family,
    double Multiplier,
    string Measure,
    int Seed,
    double Time,
    double Value
);
