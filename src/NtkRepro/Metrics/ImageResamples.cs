using NtkRepro.Data;

namespace NtkRepro.Metrics;

/// <summary>
/// Resamples of a set of images with replacement, the same for all that is measured on the set: what is compared is compared on the same
/// images, and what two runs share of their mistakes falls out of the interval of their difference (paired bootstrap).
/// </summary>
public sealed class ImageResamples
{
    private readonly byte[][] counts; // [resamples][images]

    /// <param name="images">The size of the set, at least 1.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="purpose">What the random numbers are for.</param>
    public ImageResamples(int images, int resamples, string purpose)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(images);
        Images = images;
        counts = new byte[resamples][];
        for (var r = 0; r < resamples; r++)
        {
            var random = new CounterRandom(0, purpose, r);
            var count = counts[r] = new byte[images];
            for (var i = 0; i < images; i++)
                // An image that is drawn more than 255 times is beyond all odds.
                count[random.NextBelow(images)]++;
        }
    }

    /// <summary>The size of the set.</summary>
    public int Images { get; }

    /// <summary>The share of the images of which something is true, on the set and on each resample.</summary>
    /// <param name="isTrue">[images].</param>
    public Estimate Share(ReadOnlySpan<bool> isTrue)
    {
        if (isTrue.Length != Images)
            throw new ArgumentException($"{isTrue.Length} images are given, and the set has {Images}", nameof(isTrue));
        var places = new List<int>();
        for (var i = 0; i < isTrue.Length; i++)
        {
            if (isTrue[i])
                places.Add(i);
        }
        int[] found = [.. places];
        return new Estimate((double)found.Length / Images, Array.ConvertAll(counts, Drawn));

        double Drawn(byte[] count)
        {
            var sum = 0;
            foreach (var place in found)
                sum += count[place];
            return (double)sum / Images;
        }
    }
}
