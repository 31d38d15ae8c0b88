using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ElementwiseTests : ScopedTest
{
    private readonly double[] a = Numbers.Sample(6, 1);
    private readonly double[] b = Numbers.Sample(6, 2);

    private Tensor A => tensor(a, [2, 3]);

    private Tensor B => tensor(b, [2, 3]);

    [Fact]
    public void Arithmetic_is_elementwise()
    {
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x + y)], A + B);
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x - y)], A - B);
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x * y)], A * B);
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x / y)], A / B);
        Numbers.Close([2, 3], [.. a.Select(x => -x)], A.neg());
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x * y)], A.mul(B));
        Numbers.Close([2, 3], [.. a.Zip(b, Math.Max)], A.maximum(B));
    }

    [Fact]
    public void A_number_goes_with_every_element()
    {
        Numbers.Close([2, 3], [.. a.Select(x => x + 2.5)], A + 2.5);
        Numbers.Close([2, 3], [.. a.Select(x => x - 2.5)], A - 2.5);
        Numbers.Close([2, 3], [.. a.Select(x => x * 2.5)], A * 2.5);
        Numbers.Close([2, 3], [.. a.Select(x => x / 2.5)], A / 2.5);
    }

    [Fact]
    public void Functions_are_elementwise()
    {
        Numbers.Close([2, 3], [.. a.Select(Math.Abs)], A.abs());
        Numbers.Close([2, 3], [.. a.Select(x => x * x)], A.square());
        Numbers.Close([2, 3], [.. a.Select(x => Math.Sqrt(Math.Abs(x)))], A.abs().sqrt());
        Numbers.Close([2, 3], [.. a.Select(x => Math.Max(x, 0))], nn.functional.relu(A));
    }

    [Fact]
    public void A_rectifier_in_place_overwrites_its_input()
    {
        var input = Numbers.Doubles(-1, 2, -3, 4);
        var output = nn.functional.relu(input, inplace: true);
        Numbers.Close([4], [0, 2, 0, 4], output);
        Numbers.Close([4], [0, 2, 0, 4], input);
    }

    [Fact]
    public void Integers_stay_integers()
    {
        var whole = Numbers.Longs(1L << 60, -3);
        Assert.Equal([(1L << 60) + 1, -2], (whole + 1).data<long>().ToArray());
        Assert.Equal([(1L << 60) + 2, -1], (whole + Numbers.Longs(2, 2)).data<long>().ToArray());
        Assert.Equal([9L], Numbers.Longs(-3).square().data<long>().ToArray());
        Assert.Equal([-6L], Numbers.Longs(-3).mul_(2L).data<long>().ToArray());
        Assert.Equal(ScalarType.Float32, (whole * 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (whole / 2).dtype);
    }

    [Fact]
    public void A_number_does_not_change_the_type_of_floating_point_numbers()
    {
        Assert.Equal(ScalarType.Float32, (Numbers.Floats(1) * 2.0).dtype);
        Assert.Equal(ScalarType.Float64, (Numbers.Floats(1) + Numbers.Doubles(1)).dtype);
    }

    [Fact]
    public void Shapes_are_broadcast_from_the_last_axis()
    {
        var (column, row) = (Numbers.Counting(2, 1), Numbers.Counting(3));
        Numbers.Close([2, 3], [0, 1, 2, 1, 2, 3], column + row);
        Numbers.Close([2, 3], [0, 0, 0, 0, 1, 2], column * row);
        Numbers.Close([1, 2, 3], [0, 1, 2, 1, 2, 3], column.unsqueeze(0) + row);
    }

    [Fact]
    public void Comparisons_give_booleans()
    {
        var (x, y) = (Numbers.Doubles(1, 2, 3), Numbers.Doubles(1, 0, 3));
        Assert.Equal([true, false, true], x.eq(y).data<bool>().ToArray());
        Assert.Equal([false, true, false], x.ne(y).data<bool>().ToArray());
        Assert.Equal([false, false, true], x.gt(2).data<bool>().ToArray());
        Numbers.Close([3], [0, 0, 1], x.gt(2).to_type(ScalarType.Float32));
    }

    [Fact]
    public void Isfinite_knows_infinities_and_what_is_no_number()
    {
        var numbers = Numbers.Floats(1, float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        Assert.Equal([true, false, false, false], numbers.isfinite().data<bool>().ToArray());
        Assert.False(numbers.isfinite().all().item<bool>());
        Assert.True(Numbers.Floats(1, 2).isfinite().all().item<bool>());
    }

    [Fact]
    public void In_place_operations_write_to_the_same_storage()
    {
        var numbers = Numbers.Doubles(1, 2);
        var view = numbers.view(2, 1);
        var result = numbers.add_(Numbers.Doubles(1, 1)).mul_(10).add_(Numbers.Doubles(2, 2), -0.5);
        Numbers.Close([2], [19, 29], result);
        Numbers.Close([2], [19, 29], numbers);
        Numbers.Close([2, 1], [19, 29], view);
        result.mul_(0);
        Numbers.Close([2], [0, 0], numbers);
    }

    [Fact]
    public void Copy_writes_through_views_and_converts()
    {
        var matrix = zeros([2, 2]);
        matrix.select(1, 0).copy_(Numbers.Doubles(1.5, 2.5));
        Numbers.Close([2, 2], [1.5, 0, 2.5, 0], matrix);
        Assert.Equal(ScalarType.Float32, matrix.dtype);
    }

    [Fact]
    public void Products_and_sums_can_be_taken_in_place()
    {
        var numbers = Numbers.Doubles(5, 7);
        numbers.mul_(Numbers.Doubles(2, 3)).add_(0.5);
        Numbers.Close([2], [10.5, 21.5], numbers);
    }

    [Fact]
    public void The_larger_of_two_passes_the_gradient_on()
    {
        var (x, y) = (Numbers.Doubles(1, 5).requires_grad_(), Numbers.Doubles(2, 4).requires_grad_());
        var gradients = autograd.grad([x.maximum(y).sum()], [x, y]);
        Numbers.Close([2], [0, 1], gradients[0]);
        Numbers.Close([2], [1, 0], gradients[1]);
    }
}
