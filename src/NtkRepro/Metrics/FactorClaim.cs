namespace NtkRepro.Metrics;

/// <summary>Claim <c>factor3</c>: the test error of the initial NTK over that of the NTK of epoch 3 or 4, the better of the two, is at least 3.</summary>
internal sealed class FactorClaim : Claim
{
    private const double Least = 3;

    private static readonly double[] Times = [3, 4];

    /// <inheritdoc/>
    public override string Id => "factor3";

    /// <inheritdoc/>
    public override string Text => "in 3 to 4 epochs the learned NTK beats the initial one by a factor of 3";

    /// <inheritdoc/>
    public override string Paper => "3 at epochs 3 to 4";

    /// <inheritdoc/>
    public override Finding? Measure(MetricTables tables)
    {
        var errors = NtkErrors(tables);
        var times = Times.Where(errors.ContainsKey).ToList();
        if (!errors.TryGetValue(0, out var initial) || times.Count == 0)
            return null;
        var factors = times.ConvertAll(t => (Time: t, Factor: initial / errors[t]));
        var best = factors.MaxBy(f => f.Factor);
        return new Finding(
            best.Factor,
            best.Factor >= Least,
            interval => $"{Number(best.Factor)}{interval} at epoch {Number(best.Time)}"
        );
    }
}
