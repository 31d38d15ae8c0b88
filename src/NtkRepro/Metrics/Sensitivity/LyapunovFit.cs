namespace NtkRepro.Metrics;

/// <summary>The exponential rate at which two copies of a network separate (paper.md, <c>sensitivity</c>): a finite-time Lyapunov exponent.</summary>
/// <param name="Exponent">λ of distance ≈ c · exp(λ · elapsed), per epoch.</param>
/// <param name="Fit">R², the share of the variance of the log distance that the line explains; not a number where it has none.</param>
public sealed record LyapunovFit(double Exponent, double Fit)
{
    /// <summary>The least-squares line through the log distances.</summary>
    /// <param name="points">Epochs since the perturbation, and the distance then. Distances that are not positive and finite are left out.</param>
    /// <returns>Not a number where fewer than two times are left.</returns>
    public static LyapunovFit Of(IEnumerable<(double Elapsed, double Distance)> points)
    {
        var usable = points.Where(p => p.Distance > 0 && double.IsFinite(p.Distance)).ToList();
        if (usable.Select(p => p.Elapsed).Distinct().Count() < 2)
            return new LyapunovFit(double.NaN, double.NaN);
        double[] times = [.. usable.Select(p => p.Elapsed)];
        double[] logs = [.. usable.Select(p => Math.Log(p.Distance))];
        var (intercept, slope) = MathNet.Numerics.Fit.Line(times, logs);
        return new LyapunovFit(slope, Explained(logs, [.. times.Select(t => intercept + (slope * t))]));
    }

    private static double Explained(double[] values, double[] fitted)
    {
        var mean = values.Average();
        var total = values.Sum(v => (v - mean) * (v - mean));
        var rest = values.Zip(fitted, (v, f) => (v - f) * (v - f)).Sum();
        return total == 0 ? double.NaN : 1 - (rest / total);
    }
}
