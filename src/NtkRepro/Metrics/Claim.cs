using System.Globalization;

namespace NtkRepro.Metrics;

/// <summary>What claims are judged by, of one network on one dataset.</summary>
/// <param name="Evidence">Errors, barriers and distances with resamples of the images.</param>
/// <param name="Velocities">Of the parents' kernels, those of diverged parents left out.</param>
/// <param name="Plateaus">What the parents reach.</param>
/// <param name="Pairs">Children, those of diverged ones left out.</param>
/// <param name="Thresholds">Fixed before the run.</param>
/// <param name="Epochs">T.</param>
/// <param name="ConstantEpochs">The length of the constant phase; 0 where the schedule has none.</param>
public sealed record ClaimInput(
    Evidence Evidence,
    IReadOnlyList<KernelVelocityRow> Velocities,
    IReadOnlyList<PlateauRow> Plateaus,
    IReadOnlyList<PairRow> Pairs,
    ClaimParameters Thresholds,
    double Epochs,
    double ConstantEpochs
)
{
    /// <summary>The same of one seed alone.</summary>
    public ClaimInput Of(int seed) =>
        this with
        {
            Evidence = Evidence.Of(seed),
            Velocities = [.. Velocities.Where(v => v.Seed == seed)],
            Plateaus = [.. Plateaus.Where(p => p.Seed == seed)],
            Pairs = [.. Pairs.Where(p => p.Seed == seed)],
        };
}

/// <summary>One number behind a claim.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Interval">Of 95 %.</param>
/// <param name="Threshold">Not a number where it is told alone.</param>
/// <param name="Verdict">Empty where it is told alone.</param>
/// <param name="Decides">Whether the claim's verdict depends on it.</param>
internal sealed record Part(
    string Name,
    double Value,
    Interval Interval,
    double Threshold,
    string Verdict,
    bool Decides
)
{
    public static Part AtMost(string name, double value, Interval interval, double threshold, bool decides = true) =>
        new(name, value, interval, threshold, Verdicts.AtMost(interval.Low, interval.High, threshold), decides);

    public static Part AtLeast(string name, double value, Interval interval, double threshold, bool decides = true) =>
        new(name, value, interval, threshold, Verdicts.AtLeast(interval.Low, interval.High, threshold), decides);

    public static Part Within(string name, double value, Interval interval, double threshold) =>
        new(name, value, interval, threshold, Verdicts.Within(interval.Low, interval.High, threshold), Decides: true);

    public static Part Told(string name, Estimate estimate) =>
        new(name, estimate.Value, estimate.Interval, double.NaN, "", Decides: false);
}

/// <summary>What was found of a claim.</summary>
/// <param name="Parts">Numbers; the first that decides is that of the claim.</param>
/// <param name="Words">What was found.</param>
/// <param name="NotTestable">Why the setting cannot show the effect; null where it can.</param>
internal sealed record Finding(IReadOnlyList<Part> Parts, string Words, string? NotTestable = null)
{
    /// <summary>The number of the claim.</summary>
    public Part Deciding => Parts.FirstOrDefault(p => p.Decides) ?? Parts[0];

    /// <summary>The claim's verdict.</summary>
    public string Verdict =>
        NotTestable is null
            ? Verdicts.Together([.. Parts.Where(p => p.Decides).Select(p => p.Verdict)])
            : Verdicts.NotTestable;
}

/// <summary>A claim of the paper as a function of what was measured of one network on one dataset (paper.md, What the paper claims).</summary>
internal abstract class Claim
{
    /// <summary>Its id in the paper's specification.</summary>
    public abstract string Id { get; }

    /// <summary>In words.</summary>
    public abstract string Text { get; }

    /// <summary>The paper's number.</summary>
    public abstract string Paper { get; }

    /// <summary>That of a public re-implementation: https://github.com/Raymondlol/fort2020-hacker-repro.</summary>
    public virtual string Others => "";

    /// <summary>What was found; null where it was not measured.</summary>
    public abstract Finding? Measure(ClaimInput input);

    /// <summary>A number with at most two decimals, and no sign on 0.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "∞"
        : double.IsNaN(value) ? "–"
        : Rounded(value, 2);

    /// <summary>A fraction of images in percentage points, with one decimal.</summary>
    protected static string Points(double share) => Rounded(100 * share, 1);

    private static string Rounded(double value, int decimals) =>
        (Math.Round(value, decimals) + 0.0)
            .ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture)
            .Replace('-', '−');

    /// <summary>A share as a percentage.</summary>
    protected static string Percent(double share) => $"{Number(Math.Round(100 * share))} %";

    /// <summary>When something is so, or that it is not yet at the last time.</summary>
    /// <param name="time">From when on; infinite where it never is.</param>
    /// <param name="last">The last time that was measured.</param>
    /// <param name="so">What is so.</param>
    /// <param name="notYet">What is so instead.</param>
    protected static string Since(double time, double last, string so, string notYet) =>
        double.IsPositiveInfinity(time) ? $"{notYet} at epoch {Number(last)}" : $"{so} from epoch {Number(time)} on";

    /// <summary>
    /// The spawn times from which on every barrier is below its threshold, on test and on training images; null where none was measured.
    /// </summary>
    protected static (Passage Test, Passage Train)? Settled(ClaimInput input)
    {
        var (test, train) = (input.Evidence.TestBarriers.Mean(), input.Evidence.TrainBarriers.Mean());
        var bound = input.Thresholds.BarrierPoints / 100;
        return test.Count == 0 || train.Count == 0 ? null : (Passage.Below(test, bound), Passage.Below(train, bound));
    }

    /// <summary>Why runs that have not converged cannot tell; null where all have.</summary>
    /// <param name="input">The threshold.</param>
    /// <param name="errors">Their training errors.</param>
    /// <param name="who">Subject and verb: <c>the parent ends with</c>.</param>
    protected static string? NotConverged(ClaimInput input, IEnumerable<double> errors, string who)
    {
        var worst = errors.DefaultIfEmpty(0).Max();
        return worst > input.Thresholds.Converged
            ? $"{who} {Points(worst)} % training error, above the {Points(input.Thresholds.Converged)} % of a converged one"
            : null;
    }

    /// <summary>The velocities of the second half of a phase that ends at an epoch; what ends after it is not of the phase.</summary>
    protected static List<KernelVelocityRow> SecondHalf(IEnumerable<KernelVelocityRow> velocities, double end) =>
        [.. velocities.Where(v => v.Time >= end / 2 && v.Time + v.Interval <= end + 1e-6)];

    /// <summary>Why there is no barrier to vanish; null where there is one.</summary>
    protected static string? WithoutBarrier(ClaimInput input)
    {
        var first = input.Evidence.TestBarriers.Mean().First();
        if (first.Key > 0)
            return $"no barrier was measured at spawn time 0; the first is at epoch {Number(first.Key)}";
        return first.Value.Value < input.Thresholds.BarrierPoints / 100
            ? $"the test error barrier of children spawned at epoch 0 is {Points(first.Value.Value)} points, under the threshold from the start"
            : null;
    }
}
