using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class PoolingTests : ScopedTest
{
    private static Tensor Image =>
        tensor(new double[] { 1, 5, 2, 0, 3, 4, 8, 6, -1, -2, -3, -4, -5, -6, -7, -8 }, [1, 1, 4, 4]);

    [Fact]
    public void Max_pool2d_keeps_the_largest_of_each_block() =>
        Numbers.Close([1, 1, 2, 2], [5, 8, -1, -3], nn.functional.max_pool2d(Image, 2));

    [Fact]
    public void Max_pool2d_windows_may_overlap() =>
        Numbers.Close([1, 1, 3, 3], [5, 8, 8, 4, 8, 8, -1, -2, -3], nn.functional.max_pool2d(Image, 2, stride: 1));

    [Fact]
    public void Max_pool2d_pads_with_what_is_never_largest() =>
        Numbers.Close(
            [1, 1, 3, 3],
            [1, 5, 0, 3, 8, 6, -5, -6, -8],
            nn.functional.max_pool2d(Image, 2, stride: 2, padding: 1)
        );

    [Fact]
    public void Max_pool2d_can_round_up()
    {
        Assert.Equal([1, 1, 1, 1], nn.functional.max_pool2d(Image, 3).shape);
        Assert.Equal([1, 1, 2, 2], nn.functional.max_pool2d(Image, 3, ceil_mode: true).shape);
    }

    [Fact]
    public void The_indices_tell_where_each_largest_value_was()
    {
        var (output, indices) = nn.functional.max_pool2d_with_indices(Image, [2, 2], [2, 2]);
        Numbers.Close([1, 1, 2, 2], [5, 8, -1, -3], output);
        Assert.Equal(ScalarType.Int64, indices.dtype);
        Assert.Equal([1L, 6L, 8L, 10L], indices.data<long>().ToArray());
        Numbers.Close(output.view(-1), Image.view(-1).index_select(0, indices.view(-1)));
    }

    [Fact]
    public void The_gradient_goes_to_the_largest_value()
    {
        var image = Image.requires_grad_();
        var gradient = autograd.grad([nn.functional.max_pool2d(image, 2).sum()], [image])[0];
        Numbers.Close([1, 1, 4, 4], [0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0], gradient);
    }
}
