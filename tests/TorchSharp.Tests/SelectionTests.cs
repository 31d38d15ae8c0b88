namespace TorchSharp.Tests;

public sealed class SelectionTests : ScopedTest
{
    [Fact]
    public void Narrow_is_a_view_of_a_range()
    {
        var matrix = Numbers.Counting(2, 4);
        var middle = matrix.narrow(1, 1, 2);
        Numbers.Close([2, 2], [1, 2, 5, 6], middle);
        middle.mul_(-1);
        Numbers.Close([2, 4], [0, -1, -2, 3, 4, -5, -6, 7], matrix);
    }

    [Fact]
    public void Slice_steps()
    {
        var row = Numbers.Counting(7);
        Numbers.Close([3], [1, 3, 5], row.slice(0, 1, 6, 2));
        Numbers.Close([4], [0, 2, 4, 6], row.slice(0, 0, 100, 2));
        Assert.Equal([2], row.slice(0, 1, 6, 3).stride().Select(s => s - 1));
    }

    [Fact]
    public void Select_drops_the_axis()
    {
        Numbers.Close([3], [3, 4, 5], Numbers.Counting(2, 3).select(0, 1));
        Numbers.Close([2], [2, 5], Numbers.Counting(2, 3).select(-1, -1));
    }

    [Fact]
    public void Index_select_gathers_a_copy_in_the_order_asked_for()
    {
        var matrix = Numbers.Counting(3, 2);
        var rows = matrix.index_select(0, Numbers.Longs(2, 0, 2));
        Numbers.Close([3, 2], [4, 5, 0, 1, 4, 5], rows);
        rows.mul_(0);
        Numbers.Close(Numbers.Counting(3, 2), matrix);
    }

    [Fact]
    public void Unfold_gives_all_windows_as_a_view()
    {
        var windows = Numbers.Counting(6).unfold(0, 3, 2);
        Numbers.Close([2, 3], [0, 1, 2, 2, 3, 4], windows);
        Assert.Equal([2, 1], windows.stride());
    }

    [Fact]
    public void Unfolding_both_axes_gives_the_patches_of_an_image()
    {
        // patch[i, j, a, b] = image[i + a, j + b]
        var patches = Numbers.Counting(3, 3).unfold(0, 2, 1).unfold(1, 2, 1);
        Numbers.Close([2, 2], [1, 2, 4, 5], patches.select(0, 0).select(0, 1));
        Numbers.Close([2, 2], [3, 4, 6, 7], patches.select(0, 1).select(0, 0));
    }

    [Fact]
    public void Gather_takes_an_element_of_each_row()
    {
        var matrix = Numbers.Counting(3, 4).requires_grad_();
        var index = torch.tensor(new long[] { 3, 0, 2 }, [3, 1]);
        Numbers.Close([3, 1], [3, 4, 10], matrix.gather(1, index).detach());
        var gradient = torch.autograd.grad([matrix.gather(1, index).sum()], [matrix])[0];
        Numbers.Close([3, 4], [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0], gradient);
    }

    [Fact]
    public void Scatter_is_the_inverse_of_gather()
    {
        var matrix = torch.zeros([2, 4], torch.ScalarType.Float64);
        var index = torch.tensor(new long[] { 3, 0, 2, 1 }, [2, 2]);
        matrix.scatter_(1, index, Numbers.Doubles(5, 6, 7, 8).view(2, 2));
        Numbers.Close([2, 4], [6, 0, 0, 5, 0, 8, 7, 0], matrix);
        Numbers.Close([2, 2], [5, 6, 7, 8], matrix.gather(1, index));
    }

    [Fact]
    public void Diagonal_is_a_view()
    {
        var matrix = Numbers.Counting(3, 3);
        Numbers.Close([3], [0, 4, 8], matrix.diagonal());
        Numbers.Close([2], [1, 5], matrix.diagonal(1, 0, 1));
        Numbers.Close([2], [3, 7], matrix.diagonal(-1, 0, 1));
        matrix.diagonal().add_(0.5);
        Numbers.Close([3, 3], [0.5, 1, 2, 3, 4.5, 5, 6, 7, 8.5], matrix);
        Assert.Equal([2, 3], Numbers.Counting(3, 2, 3).diagonal(0, 0, 2).shape);
        Assert.Throws<ArgumentException>(() => matrix.diagonal(0, 1, 1));
    }

    [Fact]
    public void Tril_keeps_what_is_on_and_below_a_diagonal()
    {
        var matrix = Numbers.Counting(3, 3);
        Numbers.Close([3, 3], [0, 0, 0, 3, 4, 0, 6, 7, 8], matrix.tril());
        Numbers.Close([3, 3], [0, 0, 0, 3, 0, 0, 6, 7, 0], matrix.tril(-1));
    }

    [Fact]
    public void Flip_turns_axes_around()
    {
        Numbers.Close([2, 3], [2, 1, 0, 5, 4, 3], Numbers.Counting(2, 3).flip(1));
        Numbers.Close([2, 3], [5, 4, 3, 2, 1, 0], Numbers.Counting(2, 3).flip(0, 1));
        Numbers.Close([3, 2], [3, 0, 4, 1, 5, 2], Numbers.Counting(2, 3).t().flip(-1));
    }
}
