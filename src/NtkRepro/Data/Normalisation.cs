using System.Globalization;

namespace NtkRepro.Data;

/// <summary>How pixels become the inputs of a network: x = (pixel / 255 − mean) / deviation, for each channel.</summary>
/// <param name="Mean">Of each channel, or one for all; in units of 255.</param>
/// <param name="Deviation">Likewise.</param>
public sealed record Normalisation(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    private const int Levels = 256;

    /// <summary>What takes each channel of these pixels to mean 0 and variance 1. A constant channel gets deviation 1.</summary>
    /// <remarks>Exact in integers, so that no order of summation matters.</remarks>
    public static Normalisation Of(byte[] pixels, int channels)
    {
        var (sum, squares) = (new long[channels], new long[channels]);
        for (var i = 0; i < pixels.Length; i += channels)
        for (var c = 0; c < channels; c++)
        {
            sum[c] += pixels[i + c];
            squares[c] += pixels[i + c] * pixels[i + c];
        }
        var count = pixels.Length / channels;
        var (means, deviations) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            var mean = (double)sum[c] / count;
            var variance = ((double)squares[c] / count) - (mean * mean);
            means[c] = mean / 255;
            deviations[c] = variance > 0 ? Math.Sqrt(variance) / 255 : 1;
        }
        return new Normalisation(means, deviations);
    }

    /// <summary>Reads the texts that <see cref="Text"/> makes.</summary>
    public static Normalisation Parse(string mean, string deviation) => new(Numbers(mean), Numbers(deviation));

    /// <summary>The numbers in a form that reads back to the same bits, with commas between.</summary>
    public static string Text(IReadOnlyList<double> numbers, string format = "R") =>
        string.Join(',', numbers.Select(n => n.ToString(format, CultureInfo.InvariantCulture)));

    /// <summary>Normalises pixels with the channels innermost, in one pass.</summary>
    /// <exception cref="InvalidDataException">There are neither one nor <paramref name="channels"/> means and deviations.</exception>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> target, int channels)
    {
        var table = Table(channels);
        var offset = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            target[i] = table[offset + pixels[i]];
            offset += Levels;
            if (offset == table.Length)
                offset = 0;
        }
    }

    // The input for each channel and level.
    private float[] Table(int channels)
    {
        var table = new float[channels * Levels];
        for (var c = 0; c < channels; c++)
        {
            var (mean, deviation) = ((float)At(Mean, c, channels), (float)At(Deviation, c, channels));
            for (var level = 0; level < Levels; level++)
                table[(c * Levels) + level] = ((level / 255f) - mean) / deviation;
        }
        return table;
    }

    private static double At(IReadOnlyList<double> numbers, int channel, int channels) =>
        numbers.Count == 1 ? numbers[0]
        : numbers.Count == channels ? numbers[channel]
        : throw new InvalidDataException($"a normalisation of {numbers.Count} channels for images of {channels}");

    private static double[] Numbers(string text) =>
        [.. text.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
