namespace NtkRepro.Data.Sources;

/// <summary>
/// A text as a hashed bag of words: a vector with log(1 + n) at the bucket of each word, where n counts the words that
/// fall into it, scaled to the length √features.
/// </summary>
/// <remarks>
/// A word is a run of ASCII letters and digits, in lower case, of 2 to 20 characters; its bucket is its 32-bit FNV-1a
/// hash modulo the number of features. Other bytes separate words, so that no encoding need be known; longer runs are
/// encoded attachments and identifiers, and are left out.
/// The common length makes short and long texts equal; see <see cref="FeatureScale"/> for what follows.
/// </remarks>
public static class WordVector
{
    private const int MinLength = 2;
    private const int MaxLength = 20;

    /// <summary>The vector of a text, [features]; all zeros for a text without words.</summary>
    public static float[] Of(ReadOnlySpan<byte> text, int features)
    {
        var counts = new int[features];
        foreach (var hash in Hashes(text))
            counts[hash % (uint)features]++;
        var weights = counts.Select(n => Math.Log(1 + n)).ToArray();
        var length = Math.Sqrt(weights.Sum(w => w * w));
        var scale = length > 0 ? Math.Sqrt(features) / length : 0;
        return [.. weights.Select(w => (float)(w * scale))];
    }

    /// <summary>The hashes of the words of a text, in its order.</summary>
    public static IReadOnlyList<uint> Hashes(ReadOnlySpan<byte> text)
    {
        const uint basis = 0x811C9DC5;
        var hashes = new List<uint>();
        var (hash, length) = (basis, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? (char)text[i] : ' ';
            if (char.IsAsciiLetterOrDigit(c))
            {
                hash = (hash ^ char.ToLowerInvariant(c)) * 0x01000193;
                length++;
                continue;
            }
            if (length is >= MinLength and <= MaxLength)
                hashes.Add(hash);
            (hash, length) = (basis, 0);
        }
        return hashes;
    }
}
