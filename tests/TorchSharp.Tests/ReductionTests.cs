using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ReductionTests : ScopedTest
{
    [Fact]
    public void Sum_adds_everything()
    {
        var sum = Numbers.Counting(2, 3, 4).sum();
        Assert.Empty(sum.shape);
        Assert.Equal(23 * 24 / 2, sum.item<double>());
    }

    [Fact]
    public void Sum_takes_axes()
    {
        var block = Numbers.Counting(2, 3, 2);
        Numbers.Close([3, 2], [6, 8, 10, 12, 14, 16], block.sum(dim: 0));
        Numbers.Close([2], [15, 51], block.sum([1, 2]));
        Numbers.Close([2], [15, 51], block.sum([-1, 1]));
        Assert.Equal([2, 1, 1], block.sum([1, 2], keepdim: true).shape);
        Assert.Equal([2, 3, 1], block.sum(-1, keepdim: true).shape);
    }

    [Fact]
    public void Sum_can_widen_its_accumulator()
    {
        var many = Numbers.Floats(1 << 24, 1, 1);
        Assert.Equal((1 << 24) + 2, many.sum(ScalarType.Float64).item<double>());
        Assert.Equal((1 << 24) + 2, many.sum([0], type: ScalarType.Float64).item<double>());
        Assert.Equal(ScalarType.Float32, many.sum().dtype);
    }

    [Fact]
    public void Booleans_sum_to_a_count()
    {
        var count = Numbers.Doubles(1, 5, 7).gt(2).sum(ScalarType.Int64);
        Assert.Equal(2, count.item<long>());
        Assert.Equal(ScalarType.Int64, Numbers.Doubles(1, 5).gt(2).sum().dtype);
    }

    [Fact]
    public void Mean_divides_by_the_count()
    {
        var block = Numbers.Counting(2, 3, 2);
        Assert.Equal(5.5, block.mean().item<double>());
        Numbers.Close([2], [2.5, 8.5], block.mean([1, 2]));
        Assert.Equal([2, 1, 2], block.mean([1], keepdim: true).shape);
        Assert.Equal(ScalarType.Float64, Numbers.Longs(1, 2).mean([0], type: ScalarType.Float64).dtype);
    }

    [Fact]
    public void Argmax_finds_the_first_largest_of_each_row()
    {
        var matrix = tensor(new[] { 1.0, 3.0, 2.0, 9.0, 0.0, -1.0 }, [2, 3]);
        var largest = matrix.argmax(1);
        Assert.Equal([1L, 0L], largest.data<long>().ToArray());
        Assert.Equal([2, 1], matrix.argmax(1, keepdim: true).shape);
    }

    [Fact]
    public void All_is_true_of_what_holds_everywhere()
    {
        Assert.True(Numbers.Doubles(1, 2).gt(0).all().item<bool>());
        Assert.False(Numbers.Doubles(1, 0).gt(0).all().item<bool>());
    }

    [Fact]
    public void The_norm_is_euclidean_unless_told_otherwise()
    {
        var numbers = tensor(new[] { 3.0, 0.0, 0.0, -4.0 }, [2, 2]);
        Assert.Equal(5, numbers.norm().item<double>(), 12);
        Assert.Equal(7, numbers.norm(1f).item<double>(), 12);
    }

    [Fact]
    public void Dot_is_the_sum_of_products()
    {
        var (a, b) = (Numbers.Sample(50, 1), Numbers.Sample(50, 2));
        var expected = a.Zip(b, (x, y) => x * y).Sum();
        Assert.Equal(expected, Numbers.Doubles(a).dot(Numbers.Doubles(b)).item<double>(), 12);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    public void The_variance_divides_by_the_count_less_one_unless_told_otherwise(ScalarType type)
    {
        var block = tensor(new double[] { 1, 2, 4, 9, 0, 0 }, [2, 3], type);
        Numbers.Close([2], [7.0 / 3, 27], block.var([1]));
        Numbers.Close([2], [14.0 / 9, 18], block.var([1], unbiased: false));
        Numbers.Close([2, 1], [14.0 / 9, 18], block.var(1, unbiased: false, keepdim: true));
        Numbers.Close([], [(102 / 6.0) - (16 * 16 / 36.0)], block.var([0, 1], unbiased: false));
        Numbers.Close([3], [32, 2, 8], block.permute(1, 0).var([1]));
    }

    [Fact]
    public void The_gradient_of_the_variance_is_twice_the_deviation_over_the_count()
    {
        var x = Numbers.Doubles(1, 2, 6).requires_grad_();
        var gradient = autograd.grad([x.var([0], unbiased: false)], [x])[0];
        Numbers.Close([3], [-4.0 / 3, -2.0 / 3, 2], gradient);
    }

    [Fact]
    public void Extremes_are_found_of_everything_and_along_axes()
    {
        var matrix = tensor(new[] { 1.0, 3.0, 2.0, 9.0, 0.0, -1.0 }, [2, 3]);
        Assert.Equal((9, -1), (matrix.max().item<double>(), matrix.min().item<double>()));
        var (largest, at) = matrix.max(1);
        Numbers.Close([2], [3, 9], largest);
        Assert.Equal([1L, 0L], at.data<long>().ToArray());
        var (smallest, below) = matrix.min(0, keepdim: true);
        Numbers.Close([1, 3], [1, 0, -1], smallest);
        Assert.Equal([0L, 1L, 1L], below.data<long>().ToArray());
        Numbers.Close([2], [3, 9], matrix.amax(1));
        Numbers.Close([1, 1], [9], matrix.amax([0, 1], keepdim: true));
        Numbers.Close([3], [1, 0, -1], matrix.amin(0));
        Numbers.Close([2, 1], [1, -1], matrix.amin([-1], keepdim: true));
    }

    [Fact]
    public void Cumsum_adds_up_to_each_element()
    {
        Numbers.Close([2, 3], [0, 1, 3, 3, 7, 12], Numbers.Counting(2, 3).cumsum(1));
        Numbers.Close([2, 3], [0, 1, 2, 3, 5, 7], Numbers.Counting(2, 3).cumsum(0));
        Assert.Equal(ScalarType.Int64, Numbers.Doubles(1, 2).gt(1).cumsum(0).dtype);
        Assert.Equal(ScalarType.Float64, Numbers.Floats(1).cumsum(0, ScalarType.Float64).dtype);
    }
}
