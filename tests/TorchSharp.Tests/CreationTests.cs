using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class CreationTests : ScopedTest
{
    [Fact]
    public void The_version_is_numbers_with_points() => Assert.Matches(@"^\d+(\.\d+){2,3}", __version__);

    [Fact]
    public void Tensors_are_float32_unless_told_otherwise()
    {
        Assert.Equal(ScalarType.Float32, zeros([2]).dtype);
        Assert.Equal(ScalarType.Float32, ones([2]).dtype);
        Assert.Equal(ScalarType.Float32, empty([2]).dtype);
        Assert.Equal(ScalarType.Float32, eye(2).dtype);
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_can_be_made(ScalarType type)
    {
        Assert.Equal(type, empty([3], type).dtype);
        Numbers.Close([2, 1], [0, 0], zeros([2, 1], type));
        Numbers.Close([2, 1], [1, 1], ones([2, 1], type));
        Assert.Equal(type, ones([2, 1], type).dtype);
    }

    [Fact]
    public void Types_are_numbered_as_libtorch_numbers_them()
    {
        Assert.Equal(
            [0, 4, 6, 7, 11],
            new[]
            {
                (int)ScalarType.Byte,
                (int)ScalarType.Int64,
                (int)ScalarType.Float32,
                (int)ScalarType.Float64,
                (int)ScalarType.Bool,
            }
        );
    }

    [Fact]
    public void An_array_gives_its_own_type()
    {
        Assert.Equal(ScalarType.Float32, Numbers.Floats(1).dtype);
        Assert.Equal(ScalarType.Float64, Numbers.Doubles(1).dtype);
        Assert.Equal(ScalarType.Int64, Numbers.Longs(1).dtype);
    }

    [Fact]
    public void An_array_can_be_made_into_another_type()
    {
        var whole = tensor(new[] { 1.9, -1.9 }, [2], ScalarType.Int64);
        Assert.Equal(ScalarType.Int64, whole.dtype);
        Numbers.Close([2], [1, -1], whole);
    }

    [Fact]
    public void An_array_is_copied()
    {
        var source = new[] { 1.0, 2.0 };
        var copy = tensor(source, [2]);
        source[0] = 9;
        Numbers.Close([2], [1, 2], copy);
    }

    [Fact]
    public void An_array_is_laid_out_in_row_major_order()
    {
        var matrix = tensor(new long[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        Numbers.Close([3], [4, 5, 6], matrix.select(0, 1));
        Assert.Equal([3, 1], matrix.stride());
    }

    [Fact]
    public void An_array_must_fill_its_dimensions()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1.0, 2.0, 3.0 }, [2, 2]));
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, [4]));
        Assert.Throws<ArgumentException>(() => tensor(Array.Empty<long>(), []));
    }

    [Fact]
    public void No_dimensions_make_a_scalar_and_a_zero_makes_an_empty_tensor()
    {
        Assert.Equal(7, tensor(new[] { 7.0 }, []).item<double>());
        Assert.Equal(0, tensor(new[] { 7.0 }, []).dim());
        Assert.Equal(0, zeros([3, 0]).numel());
    }

    [Fact]
    public void Eye_has_ones_on_its_diagonal_only()
    {
        Numbers.Close([2, 2], [1, 0, 0, 1], eye(2));
        Numbers.Close([2, 3], [1, 0, 0, 0, 1, 0], eye(2, 3, ScalarType.Int64));
    }

    [Fact]
    public void Zeros_like_takes_shape_and_type()
    {
        Assert.Equal(ScalarType.Float64, zeros_like(Numbers.Counting(2, 3)).dtype);
        Numbers.Close([2, 3], new double[6], zeros_like(Numbers.Counting(2, 3)));
        Assert.Equal(ScalarType.Int64, zeros_like(Numbers.Counting(2), ScalarType.Int64).dtype);
    }

    [Fact]
    public void Zeros_like_lays_its_zeros_out_as_the_original()
    {
        var turned = Numbers.Counting(2, 3, 4).permute(2, 0, 1);
        Assert.Equal(turned.stride(), zeros_like(turned).stride());
        Assert.Equal([2, 1], zeros_like(Numbers.Counting(1, 2).expand(3, 2)).stride());
    }

    [Fact]
    public void A_gradient_can_be_asked_for_at_creation()
    {
        Assert.True(zeros([1], requires_grad: true).requires_grad);
        Assert.True(tensor(new[] { 1.0 }, [1], requires_grad: true).requires_grad);
        Assert.False(ones([1]).requires_grad);
    }

    [Fact]
    public void Arange_counts_up_to_but_without_its_end()
    {
        Assert.Equal([0L, 1L, 2L], arange(3).data<long>().ToArray());
        Assert.Equal([2L, 3L, 4L], arange(2, 5).data<long>().ToArray());
        Numbers.Close([3], [0.5, 1.5, 2.5], arange(0.5, 3));
        Assert.Equal(ScalarType.Float32, arange(0.5, 3).dtype);
        Assert.Empty(arange(2, 2).data<long>().ToArray());
        Numbers.Close([3], [0, 1, 2], arange(3, ScalarType.Float64));
        Assert.True(arange(3, ScalarType.Float64, requires_grad: true).requires_grad);
    }
}
