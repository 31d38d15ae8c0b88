using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>
/// Draws the error rate that another test set of the same size would have shown: k / n with k binomial, n images each
/// wrong with the measured probability.
/// </summary>
public sealed class BinomialSampler
{
    // Terms below this share of the largest can never be drawn with 53 bits.
    private const double Negligible = 1e-20;

    private readonly int images;
    private readonly int first;
    private readonly double[] cumulative;

    /// <param name="images">n, at least 1.</param>
    /// <param name="rate">The probability, 0 to 1.</param>
    public BinomialSampler(int images, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(images);
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "an error rate is from 0 to 1");
        this.images = images;
        var mode = Math.Min(images, (int)Math.Floor((images + 1) * rate));
        // Relative to the term of the mode, by the ratio of neighbours P(k + 1) / P(k) = (n − k) p / ((k + 1) (1 − p)).
        var odds = rate / (1 - rate);
        var below = Terms(mode, k => k / ((images - k + 1) * odds), -1);
        var above = Terms(mode, k => (images - k) * odds / (k + 1), 1);
        first = mode - below.Count;
        double[] terms = [.. Enumerable.Reverse(below), 1, .. above];
        var sum = 0.0;
        cumulative = [.. terms.Select(t => sum += t)];
    }

    /// <summary>A rate k / n.</summary>
    public double Next(CounterRandom random)
    {
        var found = Array.BinarySearch(cumulative, random.NextUniform() * cumulative[^1]);
        var index = found < 0 ? ~found : found + 1;
        return (double)(first + Math.Min(index, cumulative.Length - 1)) / images;
    }

    private List<double> Terms(int mode, Func<int, double> ratio, int step)
    {
        var terms = new List<double>();
        var term = 1.0;
        for (var k = mode; k + step >= 0 && k + step <= images; k += step)
        {
            term *= ratio(k);
            if (!(term > Negligible))
                break;
            terms.Add(term);
        }
        return terms;
    }
}
