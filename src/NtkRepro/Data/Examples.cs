namespace NtkRepro.Data;

/// <summary>Examples and their classes in memory, as they are stored.</summary>
/// <param name="Values">
/// [count, height, width, channels] in row-major order: <c>byte[]</c> for pixels from 0 to 255, which are normalised
/// when they are loaded, or <c>float[]</c> for values that are taken as they are.
/// </param>
/// <param name="Labels">[count], classes from 0.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Channels">Values at each pixel.</param>
public sealed record Examples(Array Values, long[] Labels, int Height, int Width, int Channels)
{
    /// <summary>The names of the classes from 0, where they have names.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The number of examples.</summary>
    public int Count => Labels.Length;

    /// <summary>The number of values of one example.</summary>
    public int Size => Height * Width * Channels;

    /// <summary>A uniform subset of <paramref name="count"/> examples, in random order.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public Examples Draw(int count, long seed, string purpose)
    {
        if (count > Count)
            throw new InvalidDataException($"the {purpose} is to have {count} examples, and there are {Count}");
        return Pick(new CounterRandom(seed, purpose).Permutation(Count).AsSpan(0, count));
    }

    /// <summary>Some examples one after the other.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="count">How many.</param>
    public Examples Part(int first, int count) =>
        Pick([.. Enumerable.Range(first, count).Select(place => (long)place)]);

    /// <summary>The examples at the places given, in that order.</summary>
    public Examples Pick(ReadOnlySpan<long> places)
    {
        var values = Array.CreateInstance(Values.GetType().GetElementType()!, (long)places.Length * Size);
        var labels = new long[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            Array.Copy(Values, places[i] * Size, values, (long)i * Size, Size);
            labels[i] = Labels[places[i]];
        }
        return this with { Values = values, Labels = labels };
    }
}
