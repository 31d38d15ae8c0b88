using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>
/// Draws the test-error barrier that other test images would have shown, from the errors at both ends of the curve and at
/// its highest inner point. That point is kept: the maximum over newly drawn points would stand above the curve by
/// their noise alone.
/// </summary>
internal sealed class BarrierSampler
{
    private readonly BinomialSampler[] points;

    private BarrierSampler(BinomialSampler[] points)
    {
        this.points = points;
    }

    /// <summary>The sampler of one curve; null without images or without a curve of finite errors.</summary>
    public static BarrierSampler? Of(IEnumerable<CurveRow> curve, ImageCounts? images)
    {
        double[] errors = [.. curve.OrderBy(c => c.Alpha).Select(c => c.TestError)];
        if (images is null || errors.Length < 3 || !Array.TrueForAll(errors, double.IsFinite))
            return null;
        double[] kept = [errors[0], errors[^1], errors[1..^1].Max()];
        return new BarrierSampler([.. kept.Select(e => new BinomialSampler(images.Barrier, e))]);
    }

    /// <summary>A barrier, a fraction; never below 0, as both ends belong to the curve.</summary>
    public double Next(CounterRandom random)
    {
        var (one, other, top) = (points[0].Next(random), points[1].Next(random), points[2].Next(random));
        return Math.Max(top, Math.Max(one, other)) - ((one + other) / 2);
    }
}
