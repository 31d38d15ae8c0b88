using System.Text;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class WordVectorTests
{
    // Published test vectors of FNV-1a, 32 bits (Fowler, Noll and Vo), for words that are long enough.
    [Theory]
    [InlineData("fo", 0x6222E842u)]
    [InlineData("foobar", 0xBF9CF968u)]
    public void A_word_is_hashed_by_FNV_1a(string word, uint hash) => Assert.Equal([hash], Hashes(word));

    [Theory]
    [InlineData("FooBar, foobar; FOOBAR!", 3)]
    [InlineData("  foobar\r\n", 1)]
    [InlineData("foobar\u00e9foobar", 2)]
    public void Case_does_not_matter_and_all_but_letters_and_digits_separates(string text, int count) =>
        Assert.Equal(Enumerable.Repeat(0xBF9CF968u, count), Hashes(text));

    [Theory]
    [InlineData("a b c 1", 0)]
    [InlineData("", 0)]
    [InlineData("12345678901234567890", 1)]
    [InlineData("123456789012345678901", 0)]
    public void Words_have_2_to_20_characters(string text, int count) => Assert.Equal(count, Hashes(text).Count);

    [Fact]
    public void A_bucket_holds_the_logarithm_of_one_more_than_its_count_up_to_the_scale()
    {
        var vector = Of("foobar foobar foobar fo", 1024);

        var (often, once) = (vector[0xBF9CF968u % 1024], vector[0x6222E842u % 1024]);

        Assert.Equal(Math.Log(4) / Math.Log(2), often / once, 1e-6);
        Assert.Equal(2, vector.Count(v => v != 0));
    }

    [Theory]
    [InlineData("foobar", 16)]
    [InlineData("the quick brown fox jumps over the lazy dog", 1024)]
    public void The_mean_square_of_a_vector_is_one(string text, int features) =>
        Assert.Equal(1, Of(text, features).Select(v => (double)v * v).Average(), 1e-6);

    [Fact]
    public void A_text_without_words_is_zero() => Assert.Equal(new float[8], Of("? !", 8));

    private static IReadOnlyList<uint> Hashes(string text) => WordVector.Hashes(Encoding.UTF8.GetBytes(text));

    private static float[] Of(string text, int features) => WordVector.Of(Encoding.UTF8.GetBytes(text), features);
}
