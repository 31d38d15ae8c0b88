namespace NtkRepro.Metrics;

/// <summary>
/// Claim <c>universal</c>: the epochs at which barrier, function distance, kernel velocity and nonlinear advantage have fallen nine tenths of
/// their way lie within a factor of each other; its number is the greatest ratio between two of them.
/// </summary>
internal sealed class UniversalClaim : Claim
{
    private const string Name = "universal";
    private const string InWords = "the measures evolve together, across architectures and datasets";
    private const string Said = "all of them";
    private const int LeastTimes = 8;
    private const double Way = 0.9;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Text => InWords;

    /// <inheritdoc/>
    public override string Paper => Said;

    /// <inheritdoc/>
    public override Finding? Measure(ClaimInput input)
    {
        (string Name, SortedDictionary<double, Estimate> Series)[] measures =
        [
            ("barrier", input.Evidence.TestBarriers.Mean()),
            ("function distance", input.Evidence.FunctionDistances.Mean()),
            ("kernel velocity", Velocities(input)),
            ("nonlinear advantage", input.Evidence.Advantages.Mean()),
        ];
        if (measures.Any(m => m.Series.Count < 2))
            return null;
        var times = Array.ConvertAll(measures, m => (m.Name, Time: Fallen(m.Series)));
        var ratio = Estimate.Map(v => v.Max() / v.Min(), [.. times.Select(t => t.Time)]);
        Part[] parts =
        [
            Part.AtMost(
                "greatest ratio of two of these epochs",
                ratio.Value,
                ratio.Interval,
                input.Thresholds.TimeRatio
            ),
            .. times.Select(t => Part.Told($"epoch at which the {t.Name} has fallen nine tenths", t.Time)),
        ];
        var words =
            "nine tenths fallen: "
            + string.Join(
                ", ",
                times.Select(t =>
                    double.IsNaN(t.Time.Value) ? $"{t.Name} never" : $"{t.Name} at epoch {Number(t.Time.Value)}"
                )
            );
        var fewest = measures.MinBy(m => m.Series.Count);
        var untestable =
            fewest.Series.Count < LeastTimes
                ? $"the {fewest.Name} was measured at {fewest.Series.Count} times, and {LeastTimes} are needed"
            : times.FirstOrDefault(t => double.IsNaN(t.Time.Value)).Name is { } name ? $"the {name} does not fall"
            : null;
        return new Finding(parts, words, untestable);
    }

    /// <summary>The claim over all networks and datasets: see <see cref="Claims.Universal"/>.</summary>
    public static ClaimRow Overall(IEnumerable<ModelClaimRow> rows)
    {
        var all = rows.Where(r => r.Id == Name).ToList();
        var measured = all.Where(r => r.Verdict is not (Verdicts.NotMeasured or Verdicts.NotTestable)).ToList();
        if (measured.Count < 2)
            return new ClaimRow(
                Name,
                InWords,
                Said,
                "",
                all.Count < 2
                    ? ""
                    : $"testable for {measured.Count} of {all.Count} networks and datasets, and two are needed",
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                "",
                all.Exists(r => r.Verdict == Verdicts.NotTestable) ? Verdicts.NotTestable : Verdicts.NotMeasured
            );
        var holding = measured.Count(r => r.Verdict == Verdicts.Holds);
        var worst = measured.MaxBy(r => r.Value)!;
        var others = measured.Count < all.Count ? $", {all.Count - measured.Count} not testable or not measured" : "";
        return new ClaimRow(
            Name,
            InWords,
            Said,
            "",
            $"in {holding} of {measured.Count}{others}; greatest ratio {Number(worst.Value)}: {worst.Model} on {worst.Dataset}",
            worst.Value,
            worst.Low,
            worst.High,
            worst.Threshold,
            "",
            Verdicts.Together([.. measured.Select(r => r.Verdict)])
        );
    }

    // The velocity does not depend on images; where it ends is its mean over the second half, as single intervals scatter.
    private static SortedDictionary<double, Estimate> Velocities(ClaimInput input)
    {
        var end = input.ConstantEpochs > 0 ? input.ConstantEpochs : input.Epochs;
        var rows = input
            .Velocities.Where(v => double.IsFinite(v.Velocity) && v.Time + v.Interval <= end + 1e-6)
            .ToList();
        var late = SecondHalf(rows, end);
        var early = rows.Where(v => v.Time < end / 2);
        var series = early.GroupBy(v => v.Time).ToDictionary(g => g.Key, g => Estimate.Of(g.Average(v => v.Velocity)));
        if (late.Count > 0)
            series[end / 2] = Estimate.Of(late.Average(v => v.Velocity));
        return new(series);
    }

    private static Estimate Fallen(SortedDictionary<double, Estimate> series)
    {
        double[] times = [.. series.Keys];
        return Estimate.Map(values => Fallen(times, values), [.. series.Values]);
    }

    /// <summary>When a series first has nine tenths of its way from the first to the last value behind it, linear between times.</summary>
    private static double Fallen(double[] times, double[] values)
    {
        var target = values[0] - (Way * (values[0] - values[^1]));
        if (!(values[0] > values[^1]))
            return double.NaN;
        var i = 1;
        while (values[i] > target)
            i++;
        return times[i - 1] + ((times[i] - times[i - 1]) * (values[i - 1] - target) / (values[i - 1] - values[i]));
    }
}
