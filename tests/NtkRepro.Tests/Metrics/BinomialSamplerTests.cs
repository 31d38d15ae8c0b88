using NtkRepro.Data;
using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class BinomialSamplerTests
{
    // Of two images each wrong with 1/4: none 9/16, one 6/16, both 1/16.
    [Fact]
    public void Few_images_are_wrong_as_often_as_the_binomial_says()
    {
        var rates = Draw(2, 0.25, 16_000);

        Assert.Equal(9000, rates.Count(r => r == 0), 200.0);
        Assert.Equal(6000, rates.Count(r => r == 0.5), 200.0);
        Assert.Equal(1000, rates.Count(r => r == 1), 120.0);
    }

    [Theory]
    [InlineData(10_000, 0.1)]
    [InlineData(10_000, 0.97)]
    [InlineData(500, 0.5)]
    public void Mean_and_variance_are_those_of_the_binomial(int images, double rate)
    {
        var rates = Draw(images, rate, 20_000);

        var deviation = Math.Sqrt(rate * (1 - rate) / images);
        Assert.Equal(rate, rates.Average(), 4 * deviation / Math.Sqrt(20_000));
        var spread = Math.Sqrt(rates.Average(r => (r - rate) * (r - rate)));
        Assert.Equal(1, spread / deviation, 0.03);
    }

    [Fact]
    public void What_is_certain_stays_so()
    {
        Assert.All(Draw(50, 0, 100), r => Assert.Equal(0, r));
        Assert.All(Draw(50, 1, 100), r => Assert.Equal(1, r));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(10, -0.1)]
    [InlineData(10, 1.1)]
    [InlineData(10, double.NaN)]
    public void Nonsense_is_refused(int images, double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinomialSampler(images, rate));

    private static List<double> Draw(int images, double rate, int count)
    {
        var sampler = new BinomialSampler(images, rate);
        var random = new CounterRandom(0, "binomial test");
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Next(random))];
    }
}
