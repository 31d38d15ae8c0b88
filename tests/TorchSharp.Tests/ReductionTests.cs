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

    [Fact]
    public void The_largest_element_is_found_anywhere()
    {
        var matrix = tensor(new[] { 1.0, 3.0, 2.0, 9.0, 0.0, -1.0 }, [2, 3]);
        Assert.Equal(9, matrix.max().item<double>());
        Assert.Equal(4, Numbers.Longs(-1, 4).max().item<long>());
    }
}
