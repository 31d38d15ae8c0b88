using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class NormalizationTests : ScopedTest
{
    private const int N = 4;
    private const int C = 6;
    private const int H = 3;
    private const int W = 5;
    private const double Eps = 1e-3;

    private static readonly double[] Values = Numbers.Sample(N * C * H * W, 1);
    private static readonly double[] Scale = Numbers.Sample(C, 2);
    private static readonly double[] Shift = Numbers.Sample(C, 3);

    /// <summary>Types, and whether the channels are innermost in storage.</summary>
    public static TheoryData<ScalarType, bool> Layouts =>
        new()
        {
            { ScalarType.Float64, false },
            { ScalarType.Float64, true },
            { ScalarType.Float32, false },
            { ScalarType.Float32, true },
        };

    private static Tensor Images(ScalarType type, bool channelsInnermost)
    {
        var images = tensor(Values, [N, C, H, W], type);
        return channelsInnermost ? images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : images;
    }

    private static Tensor PerChannel(double[] values, ScalarType type) => tensor(values, [C], type);

    // A channel's elements have the index (n C + c) H W + place.
    private static int[] Channel(int c) =>
        [
            .. Enumerable
                .Range(0, N)
                .SelectMany(n => Enumerable.Range(0, H * W).Select(place => (((n * C) + c) * H * W) + place)),
        ];

    private static (double Mean, double Variance) Moments(IEnumerable<int> elements)
    {
        var values = elements.Select(e => Values[e]).ToArray();
        var mean = values.Average();
        return (mean, values.Average(v => (v - mean) * (v - mean)));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Batch_norm_in_training_uses_the_moments_of_the_batch(ScalarType type, bool channelsInnermost)
    {
        var expected = new double[Values.Length];
        for (var c = 0; c < C; c++)
        {
            var (mean, variance) = Moments(Channel(c));
            foreach (var e in Channel(c))
                expected[e] = ((Values[e] - mean) / Math.Sqrt(variance + Eps) * Scale[c]) + Shift[c];
        }
        var y = nn.functional.batch_norm(
            Images(type, channelsInnermost),
            null,
            null,
            PerChannel(Scale, type),
            PerChannel(Shift, type),
            training: true,
            eps: Eps
        );
        Assert.Equal(type, y.dtype);
        Numbers.Close([N, C, H, W], expected, y);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Batch_norm_in_training_updates_the_running_moments_in_place(ScalarType type, bool channelsInnermost)
    {
        var (mean, variance) = (zeros([C], type), ones([C], type));
        nn.functional.batch_norm(Images(type, channelsInnermost), mean, variance, training: true, momentum: 0.25);
        var moments = Enumerable.Range(0, C).Select(c => Moments(Channel(c))).ToArray();
        const double Unbiased = N * H * W / (N * H * W - 1.0);
        Numbers.Close([C], [.. moments.Select(m => 0.25 * m.Mean)], mean);
        Numbers.Close([C], [.. moments.Select(m => 0.75 + (0.25 * m.Variance * Unbiased))], variance);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Batch_norm_outside_of_training_uses_the_running_moments_and_leaves_them(
        ScalarType type,
        bool channelsInnermost
    )
    {
        var (mean, variance) = (PerChannel(Shift, type), PerChannel([.. Scale.Select(s => s * s)], type));
        var y = nn.functional.batch_norm(Images(type, channelsInnermost), mean, variance, eps: Eps);
        var expected = new double[Values.Length];
        for (var c = 0; c < C; c++)
        {
            foreach (var e in Channel(c))
                expected[e] = (Values[e] - Shift[c]) / Math.Sqrt((Scale[c] * Scale[c]) + Eps);
        }
        Numbers.Close([N, C, H, W], expected, y);
        Numbers.Close([C], Shift, mean);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Batch_norm_has_the_gradient_of_its_formula(ScalarType type, bool channelsInnermost)
    {
        var x = Images(type, channelsInnermost).requires_grad_();
        var (weight, bias) = (PerChannel(Scale, type).requires_grad_(), PerChannel(Shift, type).requires_grad_());
        var cotangent = Numbers.Random(4, N, C, H, W).to_type(type);
        var y = nn.functional.batch_norm(x, null, null, weight, bias, training: true, eps: Eps);
        var gradients = autograd.grad([y], [x, weight, bias], [cotangent]);

        // With u = (x - mean) / s, s² = variance + eps and means over a channel:
        // dx = weight / s (g - mean g - u mean(g u)), dweight = Σ g u, dbias = Σ g.
        var (dx, dweight, dbias) = (new double[Values.Length], new double[C], new double[C]);
        var g = Numbers.Sample(Values.Length, 4);
        for (var c = 0; c < C; c++)
        {
            var (mean, variance) = Moments(Channel(c));
            var s = Math.Sqrt(variance + Eps);
            dbias[c] = Channel(c).Sum(e => g[e]);
            dweight[c] = Channel(c).Sum(e => g[e] * (Values[e] - mean) / s);
            foreach (var e in Channel(c))
            {
                var u = (Values[e] - mean) / s;
                dx[e] = Scale[c] / s * (g[e] - (dbias[c] / (N * H * W)) - (u * dweight[c] / (N * H * W)));
            }
        }
        Numbers.Close([N, C, H, W], dx, gradients[0]);
        Numbers.Close([C], dweight, gradients[1]);
        Numbers.Close([C], dbias, gradients[2]);
    }

    [Fact]
    public void Batch_norm_can_be_differentiated_twice()
    {
        var (x, direction) = (Numbers.Random(1, 6, 2), Numbers.Random(2, 6, 2));
        Tensor Gradient(Tensor at)
        {
            var normal = nn.functional.batch_norm(at, null, null, training: true, eps: Eps);
            return autograd.grad([(normal * normal * normal).sum()], [at], retain_graph: true, create_graph: true)[0];
        }

        var leaf = x.clone().requires_grad_();
        var curvature = autograd.grad([(Gradient(leaf) * direction).sum()], [leaf])[0];
        const double Step = 1e-5;
        var up = Gradient((x + (direction * Step)).requires_grad_()).detach();
        var down = Gradient((x + (direction * -Step)).requires_grad_()).detach();
        Assert.True((((up - down) / (2 * Step)) - curvature).abs().max().item<double>() < 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Group_norm_uses_the_moments_of_each_group_of_each_example(int groups)
    {
        var expected = new double[Values.Length];
        var size = C / groups * H * W;
        for (var first = 0; first < Values.Length; first += size)
        {
            var (mean, variance) = Moments(Enumerable.Range(first, size));
            for (var e = first; e < first + size; e++)
            {
                var c = e / (H * W) % C;
                expected[e] = ((Values[e] - mean) / Math.Sqrt(variance + Eps) * Scale[c]) + Shift[c];
            }
        }
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
        foreach (var channelsInnermost in new[] { false, true })
        {
            var images = Images(type, channelsInnermost);
            var (weight, bias) = (PerChannel(Scale, type), PerChannel(Shift, type));
            Numbers.Close([N, C, H, W], expected, nn.functional.group_norm(images, groups, weight, bias, Eps));
        }
    }

    [Fact]
    public void Group_norm_has_the_gradient_of_its_formula()
    {
        var x = Images(ScalarType.Float64, false).requires_grad_();
        var cotangent = Numbers.Random(4, N, C, H, W);
        var actual = autograd.grad([nn.functional.group_norm(x, 3, eps: Eps)], [x], [cotangent])[0];
        var rows = x.reshape(N * 3, -1);
        var centred = rows - rows.mean([1], keepdim: true);
        var normal = centred / (centred.square().mean([1], keepdim: true) + Eps).sqrt();
        Numbers.Close(autograd.grad([normal], [x], [cotangent.reshape(N * 3, -1)])[0], actual);
    }
}
