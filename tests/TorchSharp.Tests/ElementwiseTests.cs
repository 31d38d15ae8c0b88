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
        Numbers.Close([2, 3], [.. a.Select(x => -x)], -A);
        Numbers.Close([2, 3], [.. a.Zip(b, (x, y) => x + (0.5 * y))], A.add(B, 0.5));
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
        Numbers.Close([2, 3], [.. a.Select(Math.Exp)], A.exp());
        Numbers.Close([2, 3], [.. a.Select(x => x * x)], A.square());
        Numbers.Close([2, 3], [.. a.Select(x => Math.Sqrt(Math.Abs(x)))], A.abs().sqrt());
        Numbers.Close([2, 3], [.. a.Select(x => x * x * x)], A.pow(3));
        Numbers.Close([2, 3], [.. a.Select(x => Math.Pow(Math.Abs(x), 1.5))], A.abs().pow(1.5));
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
        Assert.Equal([9L], Numbers.Longs(-3).pow(2).data<long>().ToArray());
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
        Numbers.Close([1, 2, 3], [0, 1, 2, 1, 2, 3], column.unsqueeze(0).add(row));
    }

    [Fact]
    public void Comparisons_give_booleans()
    {
        var (x, y) = (Numbers.Doubles(1, 2, 3), Numbers.Doubles(1, 0, 3));
        Assert.Equal([true, false, true], x.eq(y).data<bool>().ToArray());
        Assert.Equal([false, true, false], x.ne(y).data<bool>().ToArray());
        Assert.Equal([false, true, false], x.eq(2).data<bool>().ToArray());
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
    public void Logarithms_roots_and_reciprocals_are_elementwise()
    {
        double[] positive = [.. a.Select(x => Math.Abs(x) + 0.5)];
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            var numbers = tensor(positive, [2, 3], type);
            Numbers.Close([2, 3], [.. positive.Select(x => Math.Log(x))], numbers.log());
            Numbers.Close([2, 3], [.. positive.Select(x => 1 / Math.Sqrt(x))], numbers.rsqrt());
            Numbers.Close([2, 3], [.. positive.Select(x => 1 / x)], numbers.reciprocal());
            var leaf = numbers.clone().requires_grad_();
            Numbers.Close([2, 3], [.. positive.Select(x => 1 / x)], autograd.grad([leaf.log().sum()], [leaf])[0]);
        }
    }

    [Fact]
    public void Quotients_can_be_rounded()
    {
        var (x, y) = (Numbers.Doubles(7, -7), Numbers.Doubles(2, 2));
        Numbers.Close([2], [3.5, -3.5], x.div(y));
        Numbers.Close([2], [3, -3], x.div(y, RoundingMode.trunc));
        Numbers.Close([2], [3, -4], x.div(2, RoundingMode.floor));
        Assert.Equal([3L, -4L], Numbers.Longs(7, -7).div(2, RoundingMode.floor).data<long>().ToArray());
        Numbers.Close([2], [3, -4], x.clone().div_(y, RoundingMode.floor));
        Numbers.Close([2], [1.75, -1.75], x.div_(4));
    }

    [Fact]
    public void Products_and_ways_between_two_tensors_are_elementwise()
    {
        Numbers.Close(A + (B * A * 0.5), A.addcmul(B, A, 0.5));
        Numbers.Close(A + (B * A * 0.5), A.addcmul_(B, A, 0.5));
        Numbers.Close(A + ((B - A) * A), A.lerp(B, A));
        Numbers.Close([2, 3], [.. a.Zip(b, Math.Max)], A.maximum(B));
        Numbers.Close([2, 3], [.. a.Zip(b, Math.Min)], A.minimum(B));
    }

    [Fact]
    public void Orders_compare_with_tensors_and_numbers()
    {
        var (x, y) = (Numbers.Doubles(1, 2, 3), Numbers.Doubles(2, 2, 2));
        Assert.Equal([false, false, true], x.gt(y).data<bool>().ToArray());
        Assert.Equal([false, true, true], x.ge(y).data<bool>().ToArray());
        Assert.Equal([true, false, false], x.lt(y).data<bool>().ToArray());
        Assert.Equal([true, true, false], x.le(y).data<bool>().ToArray());
        Assert.Equal([false, true, true], x.ge(2.0).data<bool>().ToArray());
        Assert.Equal([true, false, false], x.lt(2.0).data<bool>().ToArray());
        Assert.Equal([true, true, false], x.le(2.0).data<bool>().ToArray());
        Assert.Equal([true, false, true], x.ne(2.0).data<bool>().ToArray());
        Assert.Equal([true, false, false], x.ge(y).logical_xor(x.gt(0.0)).data<bool>().ToArray());
    }

    [Fact]
    public void Where_chooses_by_a_condition_and_passes_gradients_on()
    {
        var (x, y) = (Numbers.Doubles(1, 2, 3).requires_grad_(), Numbers.Doubles(10, 20, 30));
        var condition = y.gt(15.0);
        Numbers.Close([3], [10, 2, 3], where(condition, x, y).detach());
        Numbers.Close([3], [10, 2, 3], x.where(condition, y).detach());
        Numbers.Close([3], [0, 1, 1], autograd.grad([where(condition, x, y).sum()], [x])[0]);
        Assert.Throws<ArgumentException>(() => where(y, x, y));
    }

    [Fact]
    public void Isnan_knows_what_is_no_number() =>
        Assert.Equal(
            [false, true, false],
            Numbers.Floats(1, float.NaN, float.PositiveInfinity).isnan().data<bool>().ToArray()
        );

    [Fact]
    public void Differences_products_and_sums_can_be_taken_in_place()
    {
        var numbers = Numbers.Doubles(5, 7);
        numbers.sub_(Numbers.Doubles(1, 2)).mul_(Numbers.Doubles(2, 3)).sub_(1.0).add_(0.5);
        Numbers.Close([2], [7.5, 14.5], numbers);
    }
}
