using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ConvolutionTests : ScopedTest
{
    /// <summary>A convolution: images, channels in and out, image size, kernel, stride, padding, dilation, groups.</summary>
    public sealed record Shape(
        int N,
        int In,
        int Out,
        int H,
        int W,
        int K,
        int Stride,
        int Pad,
        int Dilation,
        int Groups
    )
    {
        public int OutH => Size(H);

        public int OutW => Size(W);

        private int Size(int size) => ((size + (2 * Pad) - (Dilation * (K - 1)) - 1) / Stride) + 1;
    }

    public static TheoryData<Shape> Shapes =>
        [
            new(1, 1, 1, 3, 3, 3, 1, 0, 1, 1),
            new(2, 3, 4, 5, 6, 3, 1, 1, 1, 1),
            new(2, 3, 4, 7, 6, 3, 2, 1, 1, 1),
            new(1, 2, 2, 8, 8, 3, 1, 2, 2, 1),
            new(2, 4, 6, 5, 5, 2, 1, 0, 1, 2),
            new(3, 2, 5, 4, 4, 1, 1, 0, 1, 1),
        ];

    // y[n, o, i, j] = b[o] + Σ_{c, p, q} w[o, c, p, q] x[n, group(o) + c, i s − pad + p d, j s − pad + q d], written out.
    private static double[] Direct(double[] x, double[] w, double[] b, Shape s)
    {
        var (inGroup, outGroup) = (s.In / s.Groups, s.Out / s.Groups);
        var y = new double[s.N * s.Out * s.OutH * s.OutW];
        var at = 0;
        for (var n = 0; n < s.N; n++)
        for (var o = 0; o < s.Out; o++)
        for (var i = 0; i < s.OutH; i++)
        for (var j = 0; j < s.OutW; j++)
        {
            var sum = b[o];
            for (var c = 0; c < inGroup; c++)
            for (var p = 0; p < s.K; p++)
            for (var q = 0; q < s.K; q++)
            {
                var (row, column) = (
                    (i * s.Stride) - s.Pad + (p * s.Dilation),
                    (j * s.Stride) - s.Pad + (q * s.Dilation)
                );
                if (row < 0 || row >= s.H || column < 0 || column >= s.W)
                    continue;
                var channel = (o / outGroup * inGroup) + c;
                sum +=
                    w[(((((o * inGroup) + c) * s.K) + p) * s.K) + q]
                    * x[(((((n * s.In) + channel) * s.H) + row) * s.W) + column];
            }
            y[at++] = sum;
        }
        return y;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Conv2d_equals_the_sum_written_out(Shape shape)
    {
        var x = Numbers.Sample(shape.N * shape.In * shape.H * shape.W, 1);
        var w = Numbers.Sample(shape.Out * (shape.In / shape.Groups) * shape.K * shape.K, 2);
        var b = Numbers.Sample(shape.Out, 3);
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            var y = nn.functional.conv2d(
                tensor(x, [shape.N, shape.In, shape.H, shape.W], type),
                tensor(w, [shape.Out, shape.In / shape.Groups, shape.K, shape.K], type),
                tensor(b, [shape.Out], type),
                strides: [shape.Stride],
                padding: [shape.Pad, shape.Pad],
                dilation: [shape.Dilation],
                groups: shape.Groups
            );
            Numbers.Close([shape.N, shape.Out, shape.OutH, shape.OutW], Direct(x, w, b, shape), y);
        }
    }

    [Fact]
    public void Conv2d_takes_images_whose_channels_are_innermost()
    {
        var x = Numbers.Random(1, 2, 5, 5, 3).permute(0, 3, 1, 2);
        var w = Numbers.Random(2, 4, 3, 3, 3);
        Numbers.Close(nn.functional.conv2d(x.contiguous(), w), nn.functional.conv2d(x, w));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Conv_transpose2d_is_the_adjoint_of_conv2d(Shape shape)
    {
        var x = Numbers.Random(1, shape.N, shape.In, shape.H, shape.W);
        var w = Numbers.Random(2, shape.Out, shape.In / shape.Groups, shape.K, shape.K);
        var y = Numbers.Random(3, shape.N, shape.Out, shape.OutH, shape.OutW);
        long[] stride = [shape.Stride, shape.Stride];
        long[] padding = [shape.Pad, shape.Pad];
        long[] dilation = [shape.Dilation, shape.Dilation];
        // What the stride leaves over at the lower and right edge.
        long[] rest =
        [
            (shape.H + (2 * shape.Pad) - (shape.Dilation * (shape.K - 1)) - 1) % shape.Stride,
            (shape.W + (2 * shape.Pad) - (shape.Dilation * (shape.K - 1)) - 1) % shape.Stride,
        ];
        var forward = nn.functional.conv2d(x, w, null, stride, padding, dilation, shape.Groups);
        var backward = nn.functional.conv_transpose2d(y, w, null, stride, padding, rest, dilation, shape.Groups);
        Assert.Equal(x.shape, backward.shape);
        // <conv(x), y> = <x, conv_t(y)>
        Numbers.Close((forward * y).sum(), (x * backward).sum());
    }

    [Fact]
    public void Conv_transpose2d_adds_a_bias_per_channel()
    {
        var (x, w) = (Numbers.Random(1, 1, 2, 3, 3), Numbers.Random(2, 2, 3, 2, 2));
        var bias = Numbers.Doubles(1, 2, 3);
        var expected = nn.functional.conv_transpose2d(x, w) + bias.view(1, 3, 1, 1);
        Numbers.Close(expected, nn.functional.conv_transpose2d(x, w, bias));
    }

    [Fact]
    public void Pad_puts_zeros_left_right_above_and_below()
    {
        var padded = nn.functional.pad(ones([1, 1, 1, 1]), (1L, 2L, 0L, 1L));
        Numbers.Close([1, 1, 2, 4], [0, 1, 0, 0, 0, 0, 0, 0], padded);
        var framed = nn.functional.pad(ones([1, 1]), (0L, 1L, 1L, 0L), PaddingModes.Constant, 7);
        Numbers.Close([2, 2], [7, 7, 1, 7], framed);
    }

    [Fact]
    public void Six_numbers_pad_the_channels_of_images_too()
    {
        var images = Numbers.Counting(1, 2, 1, 1) + 1;
        Numbers.Close([1, 4, 1, 2], [0, 0, 1, 0, 2, 0, 0, 0], nn.functional.pad(images, [0, 1, 0, 0, 1, 1]));
        var subsampled = Numbers.Counting(1, 1, 4, 4).slice(2, 0, 4, 2).slice(3, 0, 4, 2);
        var widened = nn.functional.pad(subsampled, [0, 0, 0, 0, 1, 1]);
        Numbers.Close([1, 3, 2, 2], [0, 0, 0, 0, 0, 2, 8, 10, 0, 0, 0, 0], widened);
    }

    [Fact]
    public void Padding_passes_the_gradient_of_what_is_inside()
    {
        var x = Numbers.Counting(1, 1, 2, 2).requires_grad_();
        var padded = nn.functional.pad(x, [1, 0, 0, 1, 1, 0]);
        var gradient = autograd.grad([padded], [x], [Numbers.Counting(1, 2, 3, 3)])[0];
        Numbers.Close([1, 1, 2, 2], [10, 11, 13, 14], gradient);
    }

    [Fact]
    public void Axes_may_have_strides_of_their_own()
    {
        var (x, w) = (Numbers.Random(1, 1, 2, 6, 6), Numbers.Random(2, 3, 2, 3, 3));
        var every = nn.functional.conv2d(x, w, padding: [1, 1]);
        var some = nn.functional.conv2d(x, w, strides: [2, 3], padding: [1, 1]);
        Numbers.Close(every.slice(2, 0, 6, 2).slice(3, 0, 6, 3).contiguous(), some);
    }
}
