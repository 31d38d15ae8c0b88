using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ShapeTests : ScopedTest
{
    [Fact]
    public void A_tensor_tells_its_shape()
    {
        var block = zeros([2, 3, 4]);
        Assert.Equal([2, 3, 4], block.shape);
        Assert.Equal((3L, 24L), (block.dim(), block.numel()));
        Assert.Equal([12, 4, 1], block.stride());
        Assert.True(block.is_contiguous());
    }

    [Fact]
    public void A_view_shares_storage()
    {
        var matrix = Numbers.Counting(2, 3);
        var view = matrix.view(3, -1);
        Assert.Equal([3, 2], view.shape);
        matrix.mul_(2);
        Numbers.Close([3, 2], [0, 2, 4, 6, 8, 10], view);
    }

    [Fact]
    public void A_view_cannot_cross_strides_but_reshape_copies()
    {
        var transposed = Numbers.Counting(2, 3).t();
        Assert.Throws<ExternalException>(() => transposed.view(6));
        Numbers.Close([6], [0, 3, 1, 4, 2, 5], transposed.reshape(6));
    }

    [Fact]
    public void Reshape_is_a_view_where_it_can_be()
    {
        var matrix = Numbers.Counting(2, 2);
        var flat = matrix.reshape(-1);
        flat.mul_(3);
        Numbers.Close([2, 2], [0, 3, 6, 9], matrix);
    }

    [Fact]
    public void Permute_moves_axes_without_moving_data()
    {
        var block = Numbers.Counting(2, 3, 4);
        var turned = block.permute(2, 0, 1);
        Assert.Equal([4, 2, 3], turned.shape);
        Assert.Equal([1, 12, 4], turned.stride());
        Assert.False(turned.is_contiguous());
        // turned[k, i, j] = block[i, j, k]
        Numbers.Close(block.select(0, 1).select(0, 2).select(0, 3), turned.select(0, 3).select(0, 1).select(0, 2));
    }

    [Fact]
    public void Contiguous_lays_a_view_out_anew()
    {
        var turned = Numbers.Counting(2, 3).permute(1, 0);
        var laidOut = turned.contiguous();
        Assert.Equal([2, 1], laidOut.stride());
        Assert.True(laidOut.is_contiguous());
        Numbers.Close(turned, laidOut);
    }

    [Fact]
    public void Clone_has_its_own_storage()
    {
        var numbers = Numbers.Doubles(1, 2);
        var copy = numbers.clone();
        numbers.mul_(0);
        Numbers.Close([2], [1, 2], copy);
    }

    [Fact]
    public void Transposing_twice_gives_the_same_back()
    {
        var block = Numbers.Random(1, 2, 3, 4);
        Assert.Equal([4, 3, 2], block.transpose(0, 2).shape);
        Numbers.Close(block, block.transpose(0, 2).transpose(0, 2));
        Numbers.Close([3, 2], [0, 3, 1, 4, 2, 5], Numbers.Counting(2, 3).t());
        Numbers.Close([2], [0, 1], Numbers.Counting(2).t());
    }

    [Fact]
    public void T_is_for_matrices() => Assert.Throws<ExternalException>(() => zeros([1, 2, 3]).t());

    [Fact]
    public void Unsqueeze_inserts_an_axis()
    {
        Assert.Equal([1, 2, 3], zeros([2, 3]).unsqueeze(0).shape);
        Assert.Equal([2, 3, 1], zeros([2, 3]).unsqueeze(-1).shape);
    }

    [Fact]
    public void Expand_repeats_without_copying()
    {
        var column = tensor(new[] { 1.0, 2.0 }, [2, 1]);
        var wide = column.expand(2, 3);
        Assert.Equal([1, 0], wide.stride());
        Numbers.Close([2, 3], [1, 1, 1, 2, 2, 2], wide);
        Assert.Equal([2, 4], column.expand(-1, 4).shape);
    }

    [Fact]
    public void Cat_joins_along_an_axis()
    {
        var (a, b) = (Numbers.Counting(1, 2), Numbers.Counting(2, 2));
        Numbers.Close([3, 2], [0, 1, 0, 1, 2, 3], cat([a, b]));
        Numbers.Close([2, 4], [0, 1, 0, 1, 2, 3, 2, 3], cat([b, b], 1));
    }

    [Fact]
    public void Stack_makes_a_new_axis()
    {
        var (a, b) = (Numbers.Doubles(1, 2), Numbers.Doubles(3, 4));
        Numbers.Close([2, 2], [1, 2, 3, 4], stack([a, b]));
        Numbers.Close([2, 2], [1, 3, 2, 4], stack([a, b], 1));
    }
}
