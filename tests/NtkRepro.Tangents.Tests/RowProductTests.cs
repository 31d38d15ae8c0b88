using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

/// <summary>Products of rows have the bits that are promised, whatever blocks the engine cuts them into.</summary>
public sealed class RowProductTests
{
    [Theory]
    [InlineData(170, 1000, 288)]
    [InlineData(1000, 170, 1536)]
    [InlineData(37, 19, RowProduct.Longest - 1)]
    [InlineData(11, 1, RowProduct.Longest)]
    [InlineData(5001, 3, 5)]
    [InlineData(20481, 9, 1)]
    public void Each_element_is_one_chain_of_fused_multiply_adds(long m, long n, long k)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Values(m, k, 1), Values(n, k, 2));

        var product = RowProduct.Of(a, b);

        var (left, right) = (a.data<float>().ToArray(), b.data<float>().ToArray());
        var elements = product.data<float>().ToArray();
        var step = Math.Max(1, elements.Length / 997);
        for (var i = 0; i < elements.Length; i += step)
            Assert.Equal(Chain(left, right, i / n * k, i % n * k, k), elements[i]);
    }

    [Theory]
    [InlineData(5, 7, 11, ScalarType.Float32)]
    [InlineData(300, 20, 100, ScalarType.Float64)]
    [InlineData(20, 30, RowProduct.Longest + 1, ScalarType.Float32)]
    public void What_the_engine_would_not_chain_is_left_to_it(long m, long n, long k, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Values(m, k, 1).to_type(type), Values(n, k, 2).to_type(type));

        Assert.True(a.mm(b.t()).Equals(RowProduct.Of(a, b)));
    }

    [Fact]
    public void Matrices_may_be_parts_of_others_and_lie_in_any_order()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Values(300, 400, 1), Values(400, 50, 2).t());
        var columns = a.narrow(1, 100, 200);

        Near.Equal(a.mm(b.t()), RowProduct.Of(a, b), 1e-5);
        Near.Equal(columns.mm(b.narrow(1, 0, 200).t()), RowProduct.Of(columns, b.narrow(1, 0, 200)), 1e-5);
    }

    private static float Chain(float[] left, float[] right, long i, long j, long count)
    {
        var sum = 0f;
        for (var k = 0L; k < count; k++)
            sum = MathF.FusedMultiplyAdd(left[i + k], right[j + k], sum);
        return sum;
    }

    private static Tensor Values(long rows, long columns, double phase) =>
        (arange(rows * columns, ScalarType.Float64) * 1.7 + phase)
            .sin()
            .to_type(ScalarType.Float32)
            .view(rows, columns);
}
