using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>
/// Ties are common: the background of an image is constant, and so are its convolutions. Every pattern of three
/// values in a 2 × 2 block is tried; of equal values the first in row-major order counts.
/// </summary>
public sealed class MaxPoolTests
{
    private static readonly int[][] Blocks =
    [
        .. Enumerable.Range(0, 81).Select(code => new[] { code / 27, code / 9 % 3, code / 3 % 3, code % 3 }),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_direction_passes_from_the_first_largest_value_alone(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var (output, derivative) = new MaxPool().Linearize(Input(channelsLast), []);
        var direction = Fill([.. Blocks.SelectMany(_ => new double[] { 1, 2, 3, 4 })], channelsLast);

        var push = derivative.Jvp(direction, [])!;

        Assert.Equal(Blocks.Select(b => (double)b.Max()), Near.Values(output));
        Assert.Equal(Blocks.Select(b => 1.0 + First(b)), Near.Values(push));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cotangent_passes_to_the_first_largest_value_alone(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var (_, derivative) = new MaxPool().Linearize(Input(channelsLast), []);

        var pull = derivative.Vjp(ones([81, 1, 1, 1], ScalarType.Float64));

        Assert.Equal(Blocks.SelectMany(OneHot), Near.Values(pull));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_autograd_the_values_are_the_same(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();

        Assert.Equal(Blocks.Select(b => (double)b.Max()), Near.Values(new MaxPool().Forward(Input(channelsLast), [])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_engines_gradient_breaks_ties_alike(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var input = Input(channelsLast).requires_grad_();

        var gradient = autograd.grad([new MaxPool().Forward(input, []).sum()], [input])[0];

        Assert.Equal(Blocks.SelectMany(OneHot), Near.Values(gradient));
    }

    [Fact]
    public void Several_cotangents_of_one_example_stay_apart()
    {
        using var scope = NewDisposeScope();
        var (_, derivative) = new MaxPool().Linearize(Input(channelsLast: false), []);
        var (once, twice) = (ones([81, 1, 1, 1], ScalarType.Float64), ones([81, 1, 1, 1], ScalarType.Float64) * 2);

        // Two cotangents for each example, side by side.
        var pull = derivative.Vjp(stack([once, twice], 1).reshape(162, 1, 1, 1));

        Assert.Equal(Blocks.SelectMany(b => OneHot(b).Concat(OneHot(b).Select(v => 2 * v))), Near.Values(pull));
    }

    // As in the module of PyTorch, whose last row and column no block reaches.
    [Fact]
    public void Of_an_odd_size_the_last_row_and_column_are_left_out()
    {
        using var scope = NewDisposeScope();
        var input = arange(15, ScalarType.Float64).view(1, 1, 3, 5);

        var (output, derivative) = new MaxPool().Linearize(input, []);

        Assert.Equal([6, 8], Near.Values(output));
        Assert.Equal([6, 8], Near.Values(new MaxPool().Forward(input, [])));
        var full = new double[15];
        (full[6], full[8]) = (1, 2);
        Assert.Equal(full, Near.Values(derivative.Vjp(tensor(new double[] { 1, 2 }, [1, 1, 1, 2]))));
    }

    [Fact]
    public void The_rectifiers_derivative_at_zero_is_zero()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new double[] { -1, 0, 2 }, [3, 1]);
        var (output, derivative) = new Relu().Linearize(input, []);
        var direction = ones([3, 1], ScalarType.Float64);

        Assert.Equal([0, 0, 2], Near.Values(output));
        Assert.Equal([0, 0, 1], Near.Values(derivative.Jvp(direction, [])!));
        Assert.Equal([0, 0, 1], Near.Values(derivative.Vjp(direction)));
    }

    // Pooling goes first, for there is less to rectify then. The values here are -1, 0 and 1.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rectifier_and_the_pooling_after_it_give_what_they_give_in_their_order(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var input = Input(channelsLast) - 1;
        var direction = Fill([.. Blocks.SelectMany(_ => new double[] { 1, 2, 3, 4 })], channelsLast);
        var cotangent = arange(1, 82, ScalarType.Float64).view(81, 1, 1, 1);
        var (rectified, rectifier) = new Relu().Linearize(input, []);
        var (pooled, pooling) = new MaxPool().Linearize(rectified, []);

        var (output, derivative) = new Sequence([new Relu(alone: true), new MaxPool()]).Linearize(input.clone(), []);

        Assert.Equal(Near.Values(pooled), Near.Values(output));
        Assert.Equal(
            Near.Values(pooling.Jvp(rectifier.Jvp(direction, []), [])!),
            Near.Values(derivative.Jvp(direction.clone(), [])!)
        );
        Assert.Equal(Near.Values(rectifier.Vjp(pooling.Vjp(cotangent))), Near.Values(derivative.Vjp(cotangent)));
        // Not overwritten.
        Assert.Equal(Enumerable.Range(1, 81).Select(i => (double)i), Near.Values(cotangent));
    }

    [Fact]
    public void Which_units_are_active_is_told_of_all_of_them_pooled_or_not()
    {
        using var scope = NewDisposeScope();
        var observer = new Rectified();

        new Sequence([new Relu(), new MaxPool()]).Forward(Input(channelsLast: false), [], observer);

        Assert.Equal([81, 1, 2, 2], Assert.Single(observer.Shapes));
    }

    private sealed class Rectified : LayerObserver
    {
        public List<long[]> Shapes { get; } = [];

        public override void Rectify(Tensor input) => Shapes.Add(input.shape);
    }

    // Each block is one image of 2 × 2 pixels.
    private static Tensor Input(bool channelsLast) =>
        Fill([.. Blocks.SelectMany(b => b.Select(v => (double)v))], channelsLast);

    private static Tensor Fill(double[] values, bool channelsLast) =>
        channelsLast ? tensor(values, [81, 2, 2, 1]).permute(0, 3, 1, 2) : tensor(values, [81, 1, 2, 2]);

    private static int First(int[] block) => Array.IndexOf(block, block.Max());

    private static IEnumerable<double> OneHot(int[] block) =>
        Enumerable.Range(0, 4).Select(i => i == First(block) ? 1.0 : 0.0);
}
