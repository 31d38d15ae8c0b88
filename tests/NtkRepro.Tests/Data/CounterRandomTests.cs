using NtkRepro.Data;

namespace NtkRepro.Tests.Data;

public sealed class CounterRandomTests
{
    // The known answers of Random123 (Salmon et al. 2011): counter, key, output.
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers =>
        new()
        {
            { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
            {
                [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
                [0xffffffff, 0xffffffff],
                [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
            },
            {
                [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
                [0xa4093822, 0x299f31d0],
                [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
            },
        };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void The_tests_inverse_of_philox_knows_the_known_answers(uint[] counter, uint[] key, uint[] output) =>
        Assert.Equal(counter, Invert(output, key));

    // Philox is a bijection of the counter, so each block of output tells which counter it came from.
    [Theory]
    [InlineData(0, "weights", 0)]
    [InlineData(-1_234_567_890_123, "minibatches of order 1", 7)]
    [InlineData(long.MaxValue, "", -1)]
    public void Blocks_are_philox_of_their_position_in_the_stream(long seed, string purpose, long index)
    {
        var random = new CounterRandom(seed, purpose, index);
        uint[] key = [(uint)seed, (uint)((ulong)seed >> 32)];

        var counters = Enumerable.Range(0, 50).Select(_ => Invert(Block(random), key)).ToArray();

        for (uint i = 0; i < 50; i++)
        {
            Assert.Equal([i, 0], counters[i][..2]);
            Assert.Equal(counters[0][2..], counters[i][2..]);
        }
    }

    // Golden values come from an independent implementation. Changing the stream changes every result.
    [Fact]
    public void Streams_are_golden()
    {
        var weights = new CounterRandom(0, "weights");
        var batches = new CounterRandom(-1_234_567_890_123, "minibatches of order 1", 7);

        Assert.Equal(
            [0xe7813b1e, 0xe4e75f4c, 0x2f35236f, 0x9578db58, 0x11f1dc40, 0x0197f40d, 0xbe469474, 0xf6a48a49],
            Enumerable.Range(0, 8).Select(_ => weights.NextBits())
        );
        Assert.Equal(
            [0x5ac4ae95, 0x7cf96957, 0x1eeb923c, 0xbe0a0645, 0xb6b36aef],
            Enumerable.Range(0, 5).Select(_ => batches.NextBits())
        );
    }

    [Fact]
    public void Numbers_are_golden()
    {
        var (uniform, below) = (new CounterRandom(0, "weights"), new CounterRandom(3, "probes"));

        Assert.Equal(
            [0.9043156576562102, 0.18440457796302512, 0.07009674608852356],
            Enumerable.Range(0, 3).Select(_ => uniform.NextUniform())
        );
        Assert.Equal([9, 8, 5, 2, 6, 2, 6, 8, 3, 7], Enumerable.Range(0, 10).Select(_ => below.NextBelow(10)));
        Assert.Equal([6, 9, 7, 1, 3, 5, 0, 8, 2, 4], new CounterRandom(5, "probes").Permutation(10));
    }

    [Fact]
    public void Normals_are_golden_to_the_last_bits()
    {
        var random = new CounterRandom(0, "weights");
        double[] expected =
        [
            -0.1919280354021305,
            0.10860413412816158,
            1.7257335729430248,
            -1.880128225511173,
            -0.2381477394183325,
        ];

        Assert.All(expected, e => Assert.Equal(e, random.NextNormal(), 1e-14));
    }

    [Fact]
    public void Every_coordinate_of_the_key_gives_another_stream()
    {
        CounterRandom[] streams =
        [
            new(0, "weights"),
            new(1, "weights"),
            new(1L << 32, "weights"),
            new(0, "probes"),
            new(0, "weights", 1),
            new(0, "weights", 2),
            new(0, "weights1"),
        ];

        var starts = streams.Select(s => (s.NextBits(), s.NextBits())).ToList();

        Assert.Equal(streams.Length, starts.Distinct().Count());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(256)]
    [InlineData(1000)]
    public void Numbers_below_a_bound_are_uniform(int bound)
    {
        var random = new CounterRandom(0, "uniformity");
        var counts = new int[bound];
        for (var i = 0; i < 100 * bound; i++)
            counts[random.NextBelow(bound)]++;

        var chiSquare = counts.Sum(c => (c - 100.0) * (c - 100.0) / 100);

        // Its mean is bound − 1 and its variance twice that: five standard deviations.
        Assert.InRange(Math.Abs(chiSquare - (bound - 1)), 0, 5 * Math.Sqrt(2 * (bound - 1)));
    }

    [Fact]
    public void Normals_have_the_moments_of_the_normal_distribution()
    {
        var random = new CounterRandom(0, "moments");
        var values = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToList();

        // Five standard errors: those of x, x², x³ and x⁴ are 1, √2, √15 and √96 over √n.
        var unit = 5 / Math.Sqrt(values.Count);
        Assert.InRange(values.Average(), -unit, unit);
        Assert.InRange(values.Average(x => x * x) - 1, -1.42 * unit, 1.42 * unit);
        Assert.InRange(values.Average(x => x * x * x), -3.9 * unit, 3.9 * unit);
        Assert.InRange(values.Average(x => x * x * x * x) - 3, -9.8 * unit, 9.8 * unit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4000)]
    public void A_permutation_holds_every_number_once(int count) =>
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => (long)i),
            new CounterRandom(0, "permutation").Permutation(count).Order()
        );

    [Fact]
    public void All_permutations_are_equally_likely()
    {
        var counts = Enumerable
            .Range(0, 24_000)
            .CountBy(i => string.Join(',', new CounterRandom(0, "permutations", i).Permutation(4)))
            .Select(c => c.Value)
            .ToList();

        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000), 0, 23 + (5 * Math.Sqrt(46)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_that_is_not_positive_is_refused(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(0, "weights").NextBelow(bound));

    private static uint[] Block(CounterRandom random) =>
        [random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()];

    // Ten rounds of Philox 4x32 backwards: the multipliers are odd, so they have inverses modulo 2³².
    private static uint[] Invert(uint[] output, uint[] key)
    {
        const uint m0 = 0xD2511F53;
        const uint m1 = 0xCD9E8D57;
        var c = output;
        for (uint round = 10; round-- > 0; )
        {
            var (k0, k1) = (key[0] + (round * 0x9E3779B9), key[1] + (round * 0xBB67AE85));
            var (x0, x2) = (c[3] * Inverse(m0), c[1] * Inverse(m1));
            var (high0, high2) = ((uint)(((ulong)m0 * x0) >> 32), (uint)(((ulong)m1 * x2) >> 32));
            c = [x0, c[0] ^ high2 ^ k0, x2, c[2] ^ high0 ^ k1];
        }
        return c;
    }

    // Newton's iteration doubles the number of right bits.
    private static uint Inverse(uint odd)
    {
        var x = odd;
        for (var i = 0; i < 5; i++)
            x *= 2 - (odd * x);
        return x;
    }
}
