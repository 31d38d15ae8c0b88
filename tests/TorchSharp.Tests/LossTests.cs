using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class LossTests : ScopedTest
{
    // softmax(0, ln 2, ln 3) = (1/6, 2/6, 3/6)
    private static Tensor Logits => tensor(new[] { 0, Math.Log(2), Math.Log(3) }, [1, 3]);

    [Fact]
    public void Softmax_of_logarithms_is_their_proportion()
    {
        Numbers.Close([1, 3], [1.0 / 6, 1.0 / 3, 0.5], Logits.softmax(1));
        Numbers.Close([3, 1], [1.0 / 6, 1.0 / 3, 0.5], Logits.t().softmax(0));
    }

    [Fact]
    public void Softmax_can_be_computed_in_another_type()
    {
        var probabilities = Numbers.Floats(0, 0, 0).softmax(0, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, probabilities.dtype);
        Numbers.Close([3], [1.0 / 3, 1.0 / 3, 1.0 / 3], probabilities);
    }

    [Fact]
    public void Softmax_does_not_overflow() =>
        Numbers.Close([2], [0.5, 0.5], Numbers.Doubles(10_000, 10_000).softmax(0));

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Cross_entropy_is_minus_the_log_probability_of_the_target(long target, double odds) =>
        Assert.Equal(Math.Log(odds), nn.functional.cross_entropy(Logits, Numbers.Longs(target)).item<double>(), 12);

    [Fact]
    public void Cross_entropy_at_chance_is_the_log_of_the_number_of_classes() =>
        Assert.Equal(
            Math.Log(10),
            nn.functional.cross_entropy(zeros([4, 10], ScalarType.Float64), Numbers.Longs(0, 3, 9, 1)).item<double>(),
            12
        );

    [Fact]
    public void Cross_entropy_averages_weighs_smooths_and_ignores()
    {
        var logits = cat([Logits, Logits]);
        var target = Numbers.Longs(0, 2);
        var plain = nn.functional.cross_entropy(logits, target);
        Assert.Equal((Math.Log(6) + Math.Log(2)) / 2, plain.item<double>(), 12);
        // Σ w_t loss_t / Σ w_t
        var weighted = nn.functional.cross_entropy(logits, target, Numbers.Doubles(1, 1, 3));
        Assert.Equal((Math.Log(6) + (3 * Math.Log(2))) / 4, weighted.item<double>(), 12);
        var ignored = nn.functional.cross_entropy(logits, target, ignore_index: 0);
        Assert.Equal(Math.Log(2), ignored.item<double>(), 12);
        // (1 − ε) loss + ε/C Σ_c −log p_c
        var smoothed = nn.functional.cross_entropy(Logits, Numbers.Longs(2), label_smoothing: 0.3);
        Assert.Equal((0.7 * Math.Log(2)) + (0.1 * Math.Log(36)), smoothed.item<double>(), 12);
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_softmax_minus_the_target()
    {
        var logits = cat([Logits, Logits]).requires_grad_();
        var loss = nn.functional.cross_entropy(logits, Numbers.Longs(0, 2));
        var gradient = autograd.grad([loss], [logits])[0];
        var sixths = new double[] { 1 - 6, 2, 3, 1, 2, 3 - 6 };
        Numbers.Close([2, 3], [.. sixths.Select(s => s / 6 / 2)], gradient);
    }
}
