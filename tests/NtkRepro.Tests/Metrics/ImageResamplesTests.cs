using NtkRepro.Data;
using NtkRepro.Metrics;

namespace NtkRepro.Tests.Metrics;

public sealed class ImageResamplesTests
{
    private const int Images = 2000;

    [Fact]
    public void A_share_has_the_interval_of_a_binomial()
    {
        var resamples = new ImageResamples(Images, 2000, "test");

        var share = resamples.Share(Wrong(0.2, "one"));

        Assert.Equal(0.2, share.Value, 0.03);
        var width = 1.96 * Math.Sqrt(share.Value * (1 - share.Value) / Images);
        Assert.Equal(share.Value - width, share.Interval.Low, 0.003);
        Assert.Equal(share.Value + width, share.Interval.High, 0.003);
    }

    [Fact]
    public void What_two_runs_share_falls_out_of_the_interval_of_their_difference()
    {
        var resamples = new ImageResamples(Images, 1000, "test");
        var one = Wrong(0.2, "one");
        // The other is wrong on the same images, and on a few more.
        var other = one.Zip(Wrong(0.01, "more"), (a, b) => a || b).ToArray();
        var (first, second) = (resamples.Share(one), resamples.Share(other));

        var paired = (second - first).Interval;
        // The same difference with the resamples of the one shuffled against those of the other.
        var unpaired = (second with { Draws = [.. second.Draws.Skip(1), second.Draws[0]] } - first).Interval;

        Assert.Equal(new Interval(0, 0), (first - resamples.Share(one)).Interval);
        Assert.InRange(paired.High - paired.Low, 0, (unpaired.High - unpaired.Low) / 3);
        Assert.InRange(second.Value - first.Value, paired.Low, paired.High);
    }

    [Fact]
    public void The_same_set_is_resampled_in_the_same_way_every_time()
    {
        var wrong = Wrong(0.3, "one");

        var (one, other) = (new ImageResamples(Images, 100, "test"), new ImageResamples(Images, 100, "test"));

        Assert.Equal(one.Share(wrong).Draws, other.Share(wrong).Draws);
        Assert.NotEqual(one.Share(wrong).Draws, new ImageResamples(Images, 100, "train").Share(wrong).Draws);
    }

    [Fact]
    public void A_share_of_another_set_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ImageResamples(3, 10, "test").Share([true]));

    private static bool[] Wrong(double rate, string purpose)
    {
        var random = new CounterRandom(0, purpose);
        return [.. Enumerable.Range(0, Images).Select(_ => random.NextUniform() < rate)];
    }
}
