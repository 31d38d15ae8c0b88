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

    [Fact]
    public void Avg_pool2d_takes_the_mean_of_each_window()
    {
        Numbers.Close([1, 1, 2, 2], [3.25, 4, -3.5, -5.5], nn.functional.avg_pool2d(Image, 2));
        Numbers.Close(
            [1, 1, 2, 2],
            [3.25f, 4, -3.5f, -5.5f],
            nn.functional.avg_pool2d(Image.to_type(ScalarType.Float32), [2, 2])
        );
        Numbers.Close(
            [1, 1, 3, 3],
            [13 / 4.0, 19 / 4.0, 16 / 4.0, 4 / 4.0, 7 / 4.0, 7 / 4.0, -14 / 4.0, -18 / 4.0, -22 / 4.0],
            nn.functional.avg_pool2d(Image, [2, 2], [1, 1])
        );
    }

    [Fact]
    public void Avg_pool2d_takes_images_whose_channels_are_innermost()
    {
        var images = Numbers.Random(1, 2, 6, 6, 3).permute(0, 3, 1, 2);
        Numbers.Close(nn.functional.avg_pool2d(images.contiguous(), 3), nn.functional.avg_pool2d(images, 3));
    }

    [Fact]
    public void The_zeros_around_count_in_the_mean_unless_told_otherwise()
    {
        var ring = ones([1, 1, 2, 2], ScalarType.Float64);
        Numbers.Close([1, 1, 1, 1], [0.25], nn.functional.avg_pool2d(ring, 2, 4, 1));
        Numbers.Close([1, 1, 1, 1], [1], nn.functional.avg_pool2d(ring, 2, 4, 1, count_include_pad: false));
        Numbers.Close([1, 1, 1, 1], [0.5], nn.functional.avg_pool2d(ring, 2, 4, 1, divisor_override: 2));
        Assert.Equal([1, 1, 2, 2], nn.functional.avg_pool2d(ones([1, 1, 3, 3]), 2, ceil_mode: true).shape);
    }

    [Fact]
    public void The_gradient_of_a_mean_is_spread_evenly()
    {
        var image = Image.requires_grad_();
        var gradient = autograd.grad([nn.functional.avg_pool2d(image, 2).sum()], [image])[0];
        Numbers.Close([1, 1, 4, 4], [.. Enumerable.Repeat(0.25, 16)], gradient);
    }
}
