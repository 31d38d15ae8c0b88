using System.Numerics;
using System.Text;

namespace NtkRepro.Data;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, purpose, index): Philox 4x32-10
/// (Salmon et al. 2011) in counter mode. The same on every platform, with no state to save.
/// </summary>
/// <remarks>Only additions, multiplications, divisions and square roots are used, which IEEE 754 rounds exactly.</remarks>
public sealed class CounterRandom
{
    private readonly uint key0;
    private readonly uint key1;
    private readonly ulong stream;
    private readonly uint[] block = new uint[4];
    private ulong counter;
    private int used = 4;
    private double? spareNormal;

    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the numbers are for, such as <c>weights</c>; other purposes give independent streams.</param>
    /// <param name="index">Which stream of that purpose, such as the epoch.</param>
    public CounterRandom(long seed, string purpose, long index = 0)
    {
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        stream = Mix(Fnv(purpose) ^ Mix((ulong)index));
    }

    /// <summary>32 uniform bits.</summary>
    public uint NextBits()
    {
        if (used == 4)
        {
            Philox(counter++);
            used = 0;
        }
        return block[used++];
    }

    /// <summary>A uniform number in [0, 1) with 53 bits.</summary>
    public double NextUniform() => ((((ulong)NextBits() << 32) | NextBits()) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform whole number in [0, <paramref name="bound"/>), without bias.</summary>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var reject = (uint)(-bound) % (uint)bound;
        while (true)
        {
            var product = (ulong)NextBits() * (uint)bound;
            if ((uint)product >= reject)
                return (int)(product >> 32);
        }
    }

    /// <summary>A standard normal number, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (spareNormal is { } spare)
        {
            spareNormal = null;
            return spare;
        }
        double x,
            y,
            square;
        do
        {
            x = (2 * NextUniform()) - 1;
            y = (2 * NextUniform()) - 1;
            square = (x * x) + (y * y);
        } while (square >= 1 || square == 0);
        var scale = Math.Sqrt(-2 * Log(square) / square);
        spareNormal = y * scale;
        return x * scale;
    }

    /// <summary>A uniform permutation of 0 … <paramref name="count"/> − 1 (Fisher and Yates).</summary>
    public long[] Permutation(int count)
    {
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            var j = NextBelow(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    // The natural logarithm by the series of 2·artanh((m − 1)/(m + 1)); libm's differs in the last bit across platforms.
    private static double Log(double value)
    {
        var exponent = Math.ILogB(value);
        var mantissa = Math.ScaleB(value, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }
        var t = (mantissa - 1) / (mantissa + 1);
        var square = t * t;
        var sum = 0.0;
        for (var k = 25; k >= 1; k -= 2)
            sum = (sum * square) + (1.0 / k);
        return (2 * t * sum) + (exponent * 0.6931471805599453);
    }

    private void Philox(ulong position)
    {
        var (c0, c1, c2, c3) = ((uint)position, (uint)(position >> 32), (uint)stream, (uint)(stream >> 32));
        var (k0, k1) = (key0, key1);
        for (var round = 0; round < 10; round++)
        {
            var low = (ulong)0xD2511F53 * c0;
            var high = (ulong)0xCD9E8D57 * c2;
            (c0, c1, c2, c3) = ((uint)(high >> 32) ^ c1 ^ k0, (uint)high, (uint)(low >> 32) ^ c3 ^ k1, (uint)low);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        (block[0], block[1], block[2], block[3]) = (c0, c1, c2, c3);
    }

    private static ulong Fnv(string text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 0x100000001B3UL;
        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(value, 31) ^ value;
    }
}
